package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.http.admin.AdminWorld.Reply;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceClaim;

class ClaimRoutesTest {
  private static final String CLAIM = "/admin/devices/867717033890519/claim";

  private AdminWorld world;

  @BeforeEach
  void start() {
    world = AdminWorld.open();
    var claims = world.fleet.changes.claims();
    var device = world.fleet.tracker.id();
    claims.settle(
        claims
            .open(
                DeviceClaim.none(device),
                world.fleet.owner.id(),
                Optional.empty(),
                world.clock.now())
            .orElseThrow());
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void a_claim_is_released_and_may_be_released_again() {
    assertThat(owner()).contains(world.fleet.owner.id());

    assertThat(delete(CLAIM).status()).isEqualTo(204);
    assertThat(owner()).isEmpty();

    assertThat(delete(CLAIM).status()).isEqualTo(204);
  }

  @Test
  void there_has_to_be_a_tracker() {
    assertThat(delete(CLAIM.replace("519", "520")).code()).isEqualTo("tracker_unknown");
  }

  @Test
  void while_traccar_is_away_nothing_is_released() {
    world.loseTraccar();

    assertThat(delete(CLAIM).code()).isEqualTo("traccar_unavailable");
    assertThat(owner()).contains(world.fleet.owner.id());
  }

  private Reply delete(String path) {
    return world.send("DELETE", path, BodyPublishers.noBody());
  }

  private Optional<AccountId> owner() {
    return world.fleet.changes.claims().find(world.fleet.tracker.id()).owner();
  }
}
