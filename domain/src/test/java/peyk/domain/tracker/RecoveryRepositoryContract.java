package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.RecoveryRepository.Gap;

/** What every {@link RecoveryRepository} does, whatever it is made of. */
public abstract class RecoveryRepositoryContract {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
  private static final Instant EARLIER = NOW.minusSeconds(600);
  private static final DeviceId DEVICE = new DeviceId(100);

  /** Of a service that has just been installed. */
  protected abstract RecoveryRepository recoveries();

  @Test
  void at_first_nothing_is_owed() {
    assertThat(recoveries().owedFrom()).isEmpty();
  }

  @Test
  void what_came_since_the_subscription_was_whole_is_owed_until_it_was_fetched() {
    recoveries().wasWhole(EARLIER);
    recoveries().wasBroken(NOW, NOW.minusSeconds(3600));
    assertThat(recoveries().owedFrom()).contains(EARLIER);

    recoveries().wasWhole(NOW.plusSeconds(60));
    assertThat(recoveries().owedFrom()).contains(EARLIER);

    recoveries().resume(Gap.SUBSCRIPTION, EARLIER, NOW);
    recoveries().end(Gap.SUBSCRIPTION);
    assertThat(recoveries().owedFrom()).isEmpty();
  }

  @Test
  void if_nobody_knows_since_when_as_much_is_owed_as_said() {
    recoveries().wasBroken(NOW, EARLIER);
    assertThat(recoveries().owedFrom()).contains(EARLIER);
  }

  @Test
  void a_time_in_the_future_says_nothing() {
    recoveries().wasWhole(NOW.plusSeconds(3600));
    recoveries().wasBroken(NOW, EARLIER);
    assertThat(recoveries().owedFrom()).contains(EARLIER);
  }

  @Test
  void what_broke_again_while_it_was_fetched_stays_owed_from_the_first_device_on() {
    recoveries().wasBroken(NOW, EARLIER);
    recoveries().resume(Gap.SUBSCRIPTION, EARLIER, NOW);
    recoveries().wasBroken(NOW.plusSeconds(10), NOW);
    recoveries().fetched(Gap.SUBSCRIPTION, DEVICE);
    recoveries().end(Gap.SUBSCRIPTION);

    assertThat(recoveries().owedFrom()).contains(EARLIER);
    assertThat(recoveries().resume(Gap.SUBSCRIPTION, EARLIER, NOW.plusSeconds(20))).isZero();
  }

  @Test
  void fetching_goes_on_where_it_stopped() {
    assertThat(recoveries().resume(Gap.SOCKET, EARLIER, NOW)).isZero();
    recoveries().fetched(Gap.SOCKET, DEVICE);

    assertThat(recoveries().resume(Gap.SOCKET, NOW, NOW.plusSeconds(60))).isEqualTo(100);
    assertThat(recoveries().resume(Gap.SUBSCRIPTION, EARLIER, NOW)).isZero();
  }

  @Test
  void fetching_that_began_too_early_or_in_the_future_begins_anew() {
    recoveries().resume(Gap.SOCKET, EARLIER, NOW);
    recoveries().fetched(Gap.SOCKET, DEVICE);
    assertThat(recoveries().resume(Gap.SOCKET, NOW.plusSeconds(1), NOW.plusSeconds(2))).isZero();

    recoveries().fetched(Gap.SOCKET, DEVICE);
    assertThat(recoveries().resume(Gap.SOCKET, EARLIER, NOW)).isZero();
  }

  @Test
  void after_its_end_it_begins_anew() {
    recoveries().resume(Gap.SOCKET, EARLIER, NOW);
    recoveries().fetched(Gap.SOCKET, DEVICE);
    recoveries().end(Gap.SOCKET);
    assertThat(recoveries().resume(Gap.SOCKET, EARLIER, NOW)).isZero();
  }
}
