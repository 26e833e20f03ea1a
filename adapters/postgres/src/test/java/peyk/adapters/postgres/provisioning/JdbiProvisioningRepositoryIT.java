package peyk.adapters.postgres.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.postgres.Replicas;
import peyk.domain.AtOnce;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.provisioning.ProvisioningRepositoryContract;
import peyk.domain.provisioning.ProvisioningStep;

class JdbiProvisioningRepositoryIT extends ProvisioningRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  private static final Logger log = LoggerFactory.getLogger(JdbiProvisioningRepositoryIT.class);

  /** What the contract calls now is not to be later than what the clock says. */
  @BeforeEach
  void setClock() {
    REPLICAS.setClock(Replicas.START.plus(Duration.ofDays(365)));
  }

  @Override
  protected ProvisioningRepository provisionings() {
    return REPLICAS.one().provisionings();
  }

  @Override
  protected int wakeups(DeviceId device) {
    return REPLICAS.wakeups(JobKind.PROVISION, device);
  }

  @Override
  protected Optional<Instant> due(DeviceId device) {
    return REPLICAS.due(JobKind.PROVISION, device.toString());
  }

  /** When its run is over, it is seen that it was woken. */
  @Test
  void a_job_that_runs_is_not_made_due() {
    provisionings().fleetKnown();
    var device = new DeviceId(1);
    provisionings().cameOnline(List.of(device), REPLICAS.now());
    REPLICAS.execute("UPDATE scheduled_tasks SET picked = TRUE");
    provisionings().restart(device, REPLICAS.now().minusSeconds(1));
    assertThat(due(device)).contains(REPLICAS.now());
    assertThat(wakeups(device)).isEqualTo(2);
  }

  @Test
  void two_replicas_that_hear_of_the_same_devices_begin_with_each_once() {
    provisionings().fleetKnown();
    var devices = devices(1, 1000);
    var begun = new ArrayList<DeviceId>();
    AtOnce.run(8, number -> told(number, devices)).forEach(begun::addAll);
    assertThat(begun).containsExactlyInAnyOrderElementsOf(devices);
    assertThat(provisionings().list(Optional.of(ProvisioningStep.WAITING), 0, 2000)).hasSize(1000);
    assertThat(REPLICAS.texts("SELECT count(*) FROM scheduled_tasks WHERE wakeups = 1"))
        .containsExactly("1000");
  }

  /** By one replica or the other, in one order or the other. */
  private static Set<DeviceId> told(int number, List<DeviceId> devices) {
    var replica = number % 2 == 0 ? REPLICAS.one() : REPLICAS.other();
    var inOrder = number % 4 < 2 ? devices : devices.reversed();
    return replica.provisionings().cameOnline(inOrder, REPLICAS.now());
  }

  @Test
  void two_replicas_make_the_same_fleet_known_at_once() {
    var devices = devices(1, 5000);
    AtOnce.run(
        4,
        number -> {
          var replica = number % 2 == 0 ? REPLICAS.one() : REPLICAS.other();
          replica.provisionings().know(number < 2 ? devices : devices.reversed(), REPLICAS.now());
          return true;
        });
    provisionings().fleetKnown();
    assertThat(REPLICAS.other().provisionings().isFleetKnown()).isTrue();
    assertThat(REPLICAS.other().provisionings().cameOnline(devices, REPLICAS.now())).isEmpty();
  }

  @Test
  void a_hundred_thousand_devices_take_little_time() {
    var portions =
        IntStream.range(0, 10).mapToObj(i -> devices(i * 10_000 + 1, (i + 1) * 10_000)).toList();
    var start = System.nanoTime();
    portions.forEach(batch -> provisionings().know(batch, REPLICAS.now()));
    log.info("made known devices=100000 millis={}", millisSince(start));
    provisionings().fleetKnown();
    start = System.nanoTime();
    for (var batch : portions) {
      assertThat(provisionings().cameOnline(batch, REPLICAS.now())).isEmpty();
    }
    log.info("found known devices=100000 millis={}", millisSince(start));
    start = System.nanoTime();
    assertThat(provisionings().cameOnline(devices(200_001, 210_000), REPLICAS.now()))
        .hasSize(10_000);
    log.info("begun with devices=10000 millis={}", millisSince(start));
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private static List<DeviceId> devices(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(DeviceId::new).toList();
  }
}
