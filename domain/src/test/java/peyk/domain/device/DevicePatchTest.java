package peyk.domain.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import peyk.domain.account.AccountId;

class DevicePatchTest {
  @Test
  void a_patch_sets_and_drops_and_leaves_the_rest() {
    var patch = new DevicePatch(Map.of("balance", "74000"), List.of("simcard", "absent"));
    assertThat(patch.applyTo(Devices.with("simcard", "1", "balance", "5", "color", null)))
        .isEqualTo(Devices.with("balance", "74000", "color", null));
  }

  @Test
  void what_is_both_set_and_dropped_is_set() {
    var patch = new DevicePatch(Map.of("imsi", "1"), List.of("imsi"));
    assertThat(patch.applyTo(Devices.with("imsi", "2"))).isEqualTo(Devices.with("imsi", "1"));
  }

  @Test
  void an_owner_is_written_as_a_number() {
    var patch = DevicePatch.assign(new AccountId(42));
    assertThat(patch.applyTo(Devices.with("assignee", "7")))
        .isEqualTo(Devices.with("assignee", 42L));
    assertThat(patch.assignee()).contains(new AccountId(42));
  }

  @Test
  void other_patches_make_no_owner() {
    assertThat(new DevicePatch(Map.of("balance", 1), List.of("assignee")).assignee()).isEmpty();
  }
}
