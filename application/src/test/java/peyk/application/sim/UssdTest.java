package peyk.application.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import peyk.application.intake.IntakeLimit;
import peyk.application.intake.IntakeLimits;
import peyk.application.job.Job.Next;
import peyk.application.monitoring.JournalEvent.StepFailed;
import peyk.application.monitoring.JournalEvent.UssdRead;
import peyk.application.monitoring.RecordingJournal;
import peyk.domain.ClientAddress;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.command.CommandState;
import peyk.domain.command.Commands;
import peyk.domain.device.Device;
import peyk.domain.device.DevicePatch;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.device.InMemoryDeviceGateway;
import peyk.domain.job.JobKind;
import peyk.domain.sim.BalanceTrend;
import peyk.domain.sim.InMemoryUssdMessageRepository;
import peyk.domain.sim.SimRepository.Reading;
import peyk.domain.sim.SimStatus.Balance;
import peyk.domain.sim.UssdMessage;
import peyk.domain.sim.UssdMessageRepository;
import peyk.domain.sim.UssdOutcome;
import peyk.domain.text.LocalDates;
import peyk.domain.tracker.DeviceChange.Patch;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;
import peyk.domain.tracker.InMemoryKnownTrackers;

/** A USSD message from its tracker to the tracker's device. */
class UssdTest {
  private static final ClientAddress ADDRESS = new ClientAddress("192.0.2.1");
  private static final Imei IMEI = Imeis.checked(1);
  private static final String BALANCE = "+CUSD: 0, \"Etebar:150,918Rial\", 15";

  private final MovableClock clock = new MovableClock();
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final InMemoryDeviceChangeRepository changes =
      new InMemoryDeviceChangeRepository(clock, jobs);
  private final InMemoryUssdMessageRepository messages =
      new InMemoryUssdMessageRepository(changes, clock);
  private final InMemoryDeviceGateway devices = new InMemoryDeviceGateway();
  private final Device device = devices.add(IMEI.digits(), "a tracker");
  private final RecordingJournal journal = new RecordingJournal();
  private final InMemoryKnownTrackers trackers = new InMemoryKnownTrackers();
  private final RecordUssd recordUssd =
      new RecordUssd(
          messages,
          new IntakeLimits(
              new IntakeLimit(10, Duration.ofMinutes(1)), new IntakeLimit(3, Duration.ofHours(1))),
          trackers,
          clock);
  private final ReadUssd readUssd = new ReadUssd(messages, devices, journal, dates(), clock);

  private static LocalDates dates() {
    return new LocalDates(ZoneId.of("Asia/Tehran"));
  }

  private final ShowBalances showBalances = new ShowBalances(messages.sims(), 100_000);

  @Test
  void a_balance_is_written_to_the_device_and_remembered() {
    record(IMEI.digits(), BALANCE);

    read();

    assertThat(patches())
        .singleElement()
        .satisfies(patch ->
            assertThat(patch.set())
                .containsEntry("balance", "150918")
                .containsEntry("balance_ts", "2026-11-22 13:30:00"));
    assertThat(showBalances.history(IMEI, Long.MAX_VALUE, 10))
        .extracting(Reading::balance)
        .containsExactly(OptionalLong.of(150_918));
    assertThat(journal.events()).containsExactly(new UssdRead(UssdOutcome.UNDERSTOOD));
  }

  static List<Runnable> failures() {
    return List.of(
        () -> {
          throw new IllegalStateException("this row is refused");
        },
        () -> {
          throw new StackOverflowError();
        });
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_message_that_cannot_be_stored_is_put_aside_and_keeps_no_others_waiting(Runnable failure) {
    var poison = "+CUSD: 0, \"Etebar:7Rial\", 15";
    var reader = new ReadUssd(refusing(poison, failure), devices, journal, dates(), clock);
    record(IMEI.digits(), poison);
    record(IMEI.digits(), BALANCE);

    reader.run(jobs.waiting(JobKind.READ_USSD).keySet().iterator().next());

    assertThat(messages.outcomes()).containsExactly(UssdOutcome.FAILED, UssdOutcome.UNDERSTOOD);
    assertThat(patches()).hasSize(1);
    assertThat(journal.events())
        .hasAtLeastOneElementOfType(StepFailed.class)
        .contains(new UssdRead(UssdOutcome.FAILED), new UssdRead(UssdOutcome.UNDERSTOOD));
  }

  /** Its table takes nothing that follows from that text. */
  private UssdMessageRepository refusing(String data, Runnable failure) {
    return new UssdMessageRepository() {
      @Override
      public void add(UssdMessage message) {
        messages.add(message);
      }

      @Override
      public List<Waiting> waiting(int partition, int atMost) {
        return messages.waiting(partition, atMost);
      }

      @Override
      public void settle(List<Settled> settled) {
        var isPoisoned =
            settled.stream()
                .filter(one -> one.outcome() != UssdOutcome.FAILED)
                .anyMatch(one -> one.message().message().data().equals(data));
        if (isPoisoned) {
          failure.run();
        }
        messages.settle(settled);
      }
    };
  }

  @Test
  void what_tells_nothing_or_comes_from_nobody_is_kept_without_effect() {
    record(IMEI.digits(), "junk");
    record("", "");
    record("not an IMEI", BALANCE);
    record(Imeis.checked(2).digits(), BALANCE);
    clock.pass(Duration.ofSeconds(30));

    read();

    assertThat(messages.outcomes())
        .containsExactlyInAnyOrder(
            UssdOutcome.NOTHING_IN_IT,
            UssdOutcome.NO_IMEI,
            UssdOutcome.NO_IMEI,
            UssdOutcome.UNKNOWN_TRACKER);
    assertThat(patches()).isEmpty();
  }

  @Test
  void a_message_answers_the_command_that_asked_for_it_even_if_it_tells_nothing() {
    var commands = changes.commands();
    Commands.ordered(commands, device.id(), "qssd:*140#", clock.now());
    var taken = Commands.send(commands, clock.now());
    clock.pass(Duration.ofSeconds(3));
    record(Imeis.checked(2).digits(), "junk");
    read();
    assertThat(commands.find(taken.id()).orElseThrow().state()).isEqualTo(CommandState.SENT);

    record(IMEI.digits(), "junk");
    read();

    assertThat(commands.find(taken.id()).orElseThrow().state()).isEqualTo(CommandState.ANSWERED);
  }

  @Test
  void a_message_of_a_tracker_that_traccar_knows_a_moment_later_is_read_then() {
    var fresh = Imeis.checked(2).digits();
    record(fresh, BALANCE);
    record(IMEI.digits(), BALANCE);
    var partitions = Set.copyOf(jobs.waiting(JobKind.READ_USSD).keySet());
    partitions.forEach(this::read);
    assertThat(patches()).hasSize(1);
    assertThat(messages.waiting()).hasSize(1);

    var added = devices.add(fresh, "a new tracker");
    partitions.forEach(this::read);
    assertThat(changes.waiting(added.id(), 10)).hasSize(1);
    assertThat(messages.waiting()).isEmpty();
  }

  @Test
  void a_tracker_with_sixteen_digits_is_read_like_any_other() {
    var odd = devices.add("8677170338905199", "an odd tracker");
    record("8677170338905199", BALANCE);
    read();
    assertThat(changes.waiting(odd.id(), 10)).hasSize(1);
  }

  @Test
  void messages_wait_while_traccar_is_away() {
    record(IMEI.digits(), BALANCE);
    devices.outage().begin();

    assertThatThrownBy(this::read).isInstanceOf(GatewayUnavailableException.class);
    assertThat(messages.waiting()).hasSize(1);

    devices.outage().end();
    read();
    assertThat(patches()).hasSize(1);
  }

  @Test
  void the_later_of_two_balances_is_written_last() {
    record(IMEI.digits(), BALANCE);
    clock.pass(Duration.ofMinutes(1));
    record(IMEI.digits(), BALANCE.replace("150,918", "90,000"));

    read();

    assertThat(patches().getLast().set()).containsEntry("balance", "90000");
    assertThat(showBalances.outlook(IMEI).orElseThrow().status().balance())
        .map(Balance::rials)
        .contains(90_000L);
  }

  @Test
  void a_sender_who_sends_too_much_is_not_stored() {
    for (int i = 0; i < 3; i++) {
      assertThat(record(IMEI.digits(), "x")).isTrue();
    }

    assertThat(record(IMEI.digits(), "x")).isFalse();
    assertThat(messages.waiting()).hasSize(3);
  }

  @Test
  void known_trackers_behind_one_address_do_not_share_its_limit() {
    IntStream.rangeClosed(1, 12).forEach(i -> trackers.add(Imeis.checked(i)));

    for (int i = 1; i <= 12; i++) {
      assertThat(record(Imeis.checked(i).digits(), BALANCE)).isTrue();
    }
    for (int i = 101; i <= 110; i++) {
      assertThat(record(Imeis.checked(i).digits(), BALANCE)).isTrue();
    }

    assertThat(record(Imeis.checked(111).digits(), BALANCE)).isFalse();
    assertThat(record(Imeis.checked(1).digits(), BALANCE)).isTrue();
  }

  @Test
  void senders_without_a_readable_imei_share_no_limit() {
    for (int i = 0; i < 10; i++) {
      assertThat(record("junk " + i, "x")).isTrue();
    }

    assertThat(messages.waiting()).hasSize(10);
  }

  @Test
  void the_outlook_tells_how_long_the_money_lasts() {
    for (int rials = 100_000; rials >= 80_000; rials -= 10_000) {
      record(IMEI.digits(), "Etebar: " + rials + " Rial");
      read();
      clock.pass(Duration.ofDays(1));
    }

    assertThat(showBalances.outlook(IMEI).orElseThrow().trend())
        .contains(new BalanceTrend(10_000, OptionalLong.of(8)));
    assertThat(showBalances.low(Optional.empty(), "", 10)).hasSize(1);
    assertThat(showBalances.low(Optional.of(80_000L), "", 10)).isEmpty();
  }

  private boolean record(String imei, String data) {
    return recordUssd.record(imei, data, ADDRESS);
  }

  /** Runs the jobs that were woken, each until it has nothing left to do. */
  private void read() {
    for (var partition : jobs.waiting(JobKind.READ_USSD).keySet()) {
      read(partition);
      jobs.done(JobKind.READ_USSD, partition);
    }
  }

  private void read(String partition) {
    while (readUssd.run(partition).equals(new Next.Again(Duration.ZERO))) {}
  }

  private List<DevicePatch> patches() {
    return changes.waiting(device.id(), 100).stream()
        .map(change -> ((Patch) change).patch())
        .toList();
  }
}
