package peyk.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static peyk.domain.device.Attributes.BA_PARAMETERS;
import static peyk.domain.device.Attributes.TRACKER_PARAMETERS;

import java.util.Map;
import org.junit.jupiter.api.Test;
import peyk.domain.text.JsonText;

class AttributeBudgetTest {
  private static final Device EMPTY = Devices.any();

  @Test
  void attributes_of_exactly_4000_characters_fit() {
    var device = ofLength(4_000);
    assertThat(AttributeBudget.fit(EMPTY, device))
        .isEqualTo(new AttributeBudget.Fit(device, Map.of(), false));
  }

  @Test
  void one_character_more_does_not_fit() {
    assertThat(AttributeBudget.fit(EMPTY, ofLength(4_001)).device()).isEqualTo(EMPTY);
  }

  @Test
  void a_new_list_that_is_too_long_is_kept_aside_and_the_rest_is_written() {
    var fit = AttributeBudget.fit(EMPTY, Devices.with(BA_PARAMETERS, list(5_000), "imsi", "1"));
    assertThat(fit.device()).isEqualTo(Devices.with("imsi", "1"));
    assertThat(fit.overflow()).isEqualTo(Map.of(BA_PARAMETERS, list(5_000)));
    assertThat(fit.dropped()).isFalse();
  }

  @Test
  void traccar_keeps_the_list_it_had() {
    var before = Devices.with(BA_PARAMETERS, list(100), "imsi", "0");
    var fit = AttributeBudget.fit(before, Devices.with(BA_PARAMETERS, list(5_000), "imsi", "1"));
    assertThat(fit.device()).isEqualTo(Devices.with(BA_PARAMETERS, list(100), "imsi", "1"));
    assertThat(fit.overflow()).isEqualTo(Map.of(BA_PARAMETERS, list(5_000)));
  }

  @Test
  void the_longest_list_gives_way_first() {
    var fit =
        AttributeBudget.fit(
            EMPTY, Devices.with(BA_PARAMETERS, list(2_100), TRACKER_PARAMETERS, list(2_200)));
    assertThat(fit.device()).isEqualTo(Devices.with(BA_PARAMETERS, list(2_100)));
    assertThat(fit.overflow()).isEqualTo(Map.of(TRACKER_PARAMETERS, list(2_200)));
  }

  @Test
  void a_list_that_did_not_change_gives_way_last() {
    var before = Devices.with(BA_PARAMETERS, list(2_200));
    var fit = AttributeBudget.fit(before, before.with(TRACKER_PARAMETERS, list(2_100)));
    assertThat(fit.device()).isEqualTo(before);
    assertThat(fit.overflow()).isEqualTo(Map.of(TRACKER_PARAMETERS, list(2_100)));
  }

  @Test
  void both_lists_can_give_way() {
    var fit =
        AttributeBudget.fit(
            EMPTY,
            Devices.with(BA_PARAMETERS, list(5_000), TRACKER_PARAMETERS, list(6_000), "imsi", "1"));
    assertThat(fit.device()).isEqualTo(Devices.with("imsi", "1"));
    assertThat(fit.overflow()).containsOnlyKeys(BA_PARAMETERS, TRACKER_PARAMETERS);
  }

  @Test
  void if_something_else_grows_the_old_list_leaves_traccar_and_is_not_lost() {
    var before = Devices.with(BA_PARAMETERS, list(3_000));
    var fit = AttributeBudget.fit(before, before.with("notes", list(2_000)));
    assertThat(fit.device()).isEqualTo(Devices.with("notes", list(2_000)));
    assertThat(fit.overflow()).isEqualTo(Map.of(BA_PARAMETERS, list(3_000)));
  }

  @Test
  void of_a_list_that_leaves_traccar_the_newest_form_is_kept() {
    var before = Devices.with(BA_PARAMETERS, list(3_000));
    var fit =
        AttributeBudget.fit(before, Devices.with(BA_PARAMETERS, list(3_500), "notes", list(2_000)));
    assertThat(fit.device()).isEqualTo(Devices.with("notes", list(2_000)));
    assertThat(fit.overflow()).isEqualTo(Map.of(BA_PARAMETERS, list(3_500)));
  }

  @Test
  void what_does_not_fit_even_without_lists_changes_nothing_but_name_and_model() {
    var before = Devices.with("imsi", "0");
    var after =
        Devices.with("imsi", "1", "notes", list(5_000), BA_PARAMETERS, list(10))
            .named("خودرو 1")
            .ofModel("T950");
    var fit = AttributeBudget.fit(before, after);
    assertThat(fit.dropped()).isTrue();
    assertThat(fit.device()).isEqualTo(before.named("خودرو 1").ofModel("T950"));
    assertThat(fit.overflow()).isEqualTo(Map.of(BA_PARAMETERS, list(10)));
  }

  @Test
  void the_owner_is_written_even_if_the_rest_does_not_fit() {
    var before = Devices.with("imsi", "0");
    var after = Devices.with("imsi", "1", "notes", list(5_000)).with("assignee", 7L);
    var fit = AttributeBudget.fit(before, after);
    assertThat(fit.dropped()).isTrue();
    assertThat(fit.device()).isEqualTo(before.with("assignee", 7L));
  }

  private static Device ofLength(int length) {
    int frame = JsonText.COMPACT.write(Devices.with(BA_PARAMETERS, "").attributes()).length();
    return Devices.with(BA_PARAMETERS, list(length - frame));
  }

  private static String list(int length) {
    return "1".repeat(length);
  }
}
