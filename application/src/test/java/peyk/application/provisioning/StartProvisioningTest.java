package peyk.application.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import peyk.application.monitoring.JournalEvent.ProvisioningStarted;
import peyk.application.monitoring.RecordingJournal;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;
import peyk.domain.provisioning.InMemoryProvisioningRepository;
import peyk.domain.provisioning.Provisioning;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.provisioning.ProvisioningStep;

class StartProvisioningTest {
  private static final DeviceId ONE = new DeviceId(1);
  private static final DeviceId TWO = new DeviceId(2);

  private final MovableClock clock = new MovableClock();
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final Counting provisionings = new Counting(new InMemoryProvisioningRepository(jobs));
  private final RecordingJournal journal = new RecordingJournal();
  private final StartProvisioning startProvisioning =
      new StartProvisioning(provisionings, journal, clock);

  @Test
  void who_comes_online_for_the_first_time_is_provisioned() {
    provisionings.fleetKnown();
    startProvisioning.online(List.of(ONE, TWO));
    startProvisioning.online(List.of(TWO, ONE));
    assertThat(provisionings.find(ONE)).contains(Provisioning.begin(ONE, clock.now()));
    assertThat(jobs.waiting(JobKind.PROVISION)).containsOnlyKeys("1", "2");
    assertThat(journal.events()).containsExactlyInAnyOrder(started(1), started(2));
  }

  @Test
  void who_was_there_before_is_not() {
    provisionings.know(List.of(ONE), clock.now());
    provisionings.fleetKnown();
    startProvisioning.online(List.of(ONE));
    assertThat(jobs.waiting()).isEmpty();
    assertThat(journal.events()).isEmpty();
  }

  @Test
  void who_has_been_asked_about_is_no_news_and_costs_nothing() {
    provisionings.know(List.of(ONE), clock.now());
    provisionings.fleetKnown();
    assertThat(startProvisioning.isNews(ONE)).isTrue();
    startProvisioning.online(List.of(ONE, TWO));
    assertThat(startProvisioning.isNews(ONE)).isFalse();
    assertThat(startProvisioning.isNews(TWO)).isFalse();
    var queries = provisionings.queries;
    startProvisioning.online(List.of(ONE, TWO));
    startProvisioning.online(List.of());
    assertThat(provisionings.queries).isEqualTo(queries);
  }

  @Test
  void before_the_fleet_is_known_nobody_is_provisioned_and_everybody_stays_news() {
    startProvisioning.online(List.of(ONE));
    assertThat(startProvisioning.isNews(ONE)).isTrue();
    assertThat(jobs.waiting()).isEmpty();
    provisionings.fleetKnown();
    startProvisioning.online(List.of(ONE));
    assertThat(journal.events()).containsExactly(started(1));
  }

  @Test
  void while_the_database_is_away_news_stay_news() {
    provisionings.fleetKnown();
    startProvisioning.online(List.of(TWO));
    provisionings.away = true;
    assertThatThrownBy(() -> startProvisioning.online(List.of(ONE)))
        .isInstanceOf(StorageUnavailableException.class);
    assertThat(startProvisioning.isNews(ONE)).isTrue();
    provisionings.away = false;
    startProvisioning.online(List.of(ONE));
    assertThat(journal.events()).containsExactly(started(2), started(1));
  }

  @Test
  void a_whole_fleet_is_asked_about_in_portions() {
    provisionings.fleetKnown();
    startProvisioning.online(LongStream.rangeClosed(1, 25_000).mapToObj(DeviceId::new).toList());
    assertThat(jobs.waiting(JobKind.PROVISION)).hasSize(25_000);
    assertThat(provisionings.largest).isEqualTo(10_000);
  }

  /** Counts what it is asked, and can be away. */
  private static final class Counting implements ProvisioningRepository {
    private final ProvisioningRepository provisionings;
    private boolean away;
    private int queries;
    private int largest;

    Counting(ProvisioningRepository provisionings) {
      this.provisionings = provisionings;
    }

    private ProvisioningRepository counted() {
      queries++;
      if (away) {
        throw new StorageUnavailableException("the database is away", new RuntimeException());
      }
      return provisionings;
    }

    @Override
    public boolean isFleetKnown() {
      return counted().isFleetKnown();
    }

    @Override
    public void know(Collection<DeviceId> devices, Instant now) {
      counted().know(devices, now);
    }

    @Override
    public void fleetKnown() {
      counted().fleetKnown();
    }

    @Override
    public Set<DeviceId> cameOnline(Collection<DeviceId> devices, Instant now) {
      largest = Math.max(largest, devices.size());
      return new HashSet<>(counted().cameOnline(devices, now));
    }

    @Override
    public void restart(DeviceId device, Instant now) {
      counted().restart(device, now);
    }

    @Override
    public Optional<Provisioning> find(DeviceId device) {
      return counted().find(device);
    }

    @Override
    public boolean save(Provisioning before, Provisioning after) {
      return counted().save(before, after);
    }

    @Override
    public List<Provisioning> list(Optional<ProvisioningStep> step, long after, int atMost) {
      return counted().list(step, after, atMost);
    }
  }

  private static ProvisioningStarted started(long device) {
    return new ProvisioningStarted(new DeviceId(device));
  }
}
