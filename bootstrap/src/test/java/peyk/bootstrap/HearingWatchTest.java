package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import peyk.adapters.http.HealthFact.State;
import peyk.application.provisioning.KnowFleet;
import peyk.application.provisioning.NoticeDevices;
import peyk.application.tracker.BeHeard;
import peyk.application.tracker.Hearing;
import peyk.application.tracker.RecoverEvents;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceId;
import peyk.domain.provisioning.InMemoryProvisioningRepository;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.InMemoryEventReportGateway;
import peyk.domain.tracker.InMemoryListeningGateway;
import peyk.domain.tracker.ListenerIdentity;
import peyk.domain.tracker.TrackerEvent;

class HearingWatchTest {
  private static final Duration INTERVAL = Duration.ofMinutes(2);

  private final MovableClock clock = new MovableClock();
  private final InMemoryListeningGateway traccar = new InMemoryListeningGateway();
  private final InMemoryProvisioningRepository provisionings =
      new InMemoryProvisioningRepository(new InMemoryJobs());
  private final HearingWatch watch =
      new HearingWatch(
          new BeHeard(
              traccar,
              new RecoverEvents(
                  new InMemoryEventReportGateway(), traccar, new NoInbox(), clock, INTERVAL),
              new KnowFleet(traccar, provisionings, clock),
              new NoticeDevices(
                  provisionings, new LoggedJournal(Metrics.createMeterRegistry()), clock)),
          clock,
          INTERVAL);

  @Test
  void while_all_is_well_a_new_device_is_linked_at_the_next_interval() {
    watch.tick();
    traccar.add(new DeviceId(1));

    watch.tick();
    assertThat(watch.last()).contains(new Hearing.Heard(0, 0));
    clock.pass(INTERVAL);
    watch.tick();
    assertThat(watch.last()).contains(new Hearing.Heard(1, 1));
  }

  @Test
  void a_cure_is_noticed_at_the_next_tick() {
    traccar.be(new ListenerIdentity.ServiceAccount());
    watch.tick();
    assertThat(watch.last()).contains(new Hearing.ServiceAccountToken());
    assertThat(Health.hearing(watch).state()).isEqualTo(State.DEGRADED);

    traccar.be(new ListenerIdentity.User(new AccountId(1), true));
    watch.tick();
    assertThat(watch.last()).contains(new Hearing.Heard(0, 0));
    assertThat(Health.hearing(watch).state()).isEqualTo(State.UP);
  }

  @Test
  void an_outage_is_no_answer_and_over_with_the_next_tick() {
    watch.tick();
    traccar.outage().begin();
    clock.pass(INTERVAL);
    watch.tick();
    assertThat(watch.last()).isEmpty();
    assertThat(Health.hearing(watch).state()).isEqualTo(State.DEGRADED);

    traccar.outage().end();
    watch.tick();
    assertThat(watch.last()).contains(new Hearing.Heard(0, 0));
  }

  private static final class NoInbox implements EventInbox {
    @Override
    public int store(List<TrackerEvent> events) {
      return 0;
    }

    @Override
    public Instant heardUntil() {
      return MovableClock.START;
    }

    @Override
    public void heardUntil(Instant instant) {}
  }
}
