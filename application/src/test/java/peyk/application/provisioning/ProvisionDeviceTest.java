package peyk.application.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.application.job.Job.Next;
import peyk.application.monitoring.JournalEvent.ProvisioningDone;
import peyk.application.monitoring.JournalEvent.ProvisioningEnded;
import peyk.application.monitoring.JournalEvent.ProvisioningGivenUp;
import peyk.application.monitoring.RecordingJournal;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.command.Command;
import peyk.domain.command.CommandOrigin;
import peyk.domain.command.Commands;
import peyk.domain.command.InMemoryCommandLines;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.DeviceId;
import peyk.domain.device.InMemoryDeviceGateway;
import peyk.domain.job.JobKind;
import peyk.domain.provisioning.InMemoryProvisioningRepository;
import peyk.domain.provisioning.Provisioning;
import peyk.domain.provisioning.ProvisioningPolicy;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.provisioning.ProvisioningStep;
import peyk.domain.tracker.Reactions;

class ProvisionDeviceTest {
  private static final Duration DELAY = Duration.ofSeconds(120);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final String IMSI = "432350123456789";

  private final MovableClock clock = new MovableClock();
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final ProvisioningRepository provisionings = new InMemoryProvisioningRepository(jobs);
  private final InMemoryCommandLines commands = new InMemoryCommandLines();
  private final InMemoryDeviceGateway devices = new InMemoryDeviceGateway();
  private final RecordingJournal journal = new RecordingJournal();
  private final ProvisionDevice provisionDevice = withMemory(provisionings);
  private DeviceId device;

  @BeforeEach
  void a_tracker_comes_online_for_the_first_time() {
    device = devices.add("350123450000015", "a tracker").id();
    provisionings.fleetKnown();
    provisionings.cameOnline(List.of(device), clock.now());
  }

  @Test
  void it_is_of_the_kind_that_the_repository_wakes() {
    assertThat(provisionDevice.kind()).isEqualTo(JobKind.PROVISION);
  }

  @Test
  void a_tracker_is_asked_one_thing_after_another() {
    assertThat(run()).isEqualTo(new Next.Again(DELAY));
    clock.pass(DELAY);
    assertThat(asked()).isEqualTo("getver");
    answer(AnswerKind.VERSION);
    assertThat(asked()).isEqualTo("getimsi");
    set("imsi", IMSI);
    answer(AnswerKind.IMSI);
    assertThat(asked()).isEqualTo("qssd:*733*2#");
    set("SIMCARD No", "989350000000");
    answer(AnswerKind.USSD);
    assertThat(asked()).isEqualTo("qssd:*555*1*2#");
    set("balance_ts", "2026-11-22 13:35:00");
    answer(AnswerKind.USSD);
    assertThat(runToTheEnd()).isEqualTo(new Next.Done());
    assertThat(step()).isEqualTo(ProvisioningStep.DONE);
    assertThat(journal.events()).containsExactly(new ProvisioningDone(device));
    assertThat(run()).isEqualTo(new Next.Done());
    assertThat(journal.events()).hasSize(1);
  }

  @Test
  void the_questions_are_known_to_be_ours_and_end_when_it_is_given_up() {
    var end = clock.now().plus(LIFETIME);
    clock.pass(DELAY);
    asked();
    var command = latest();
    assertThat(command.origin()).isEqualTo(CommandOrigin.PROVISIONING);
    assertThat(command.expiresAt()).isEqualTo(end);
  }

  @Test
  void what_is_known_is_not_asked_for() {
    set("imsi", IMSI);
    set("SIMCARD No", "989350000000");
    set("balance_ts", "2026-11-22 13:25:00");
    clock.pass(DELAY);
    assertThat(asked()).isEqualTo("getver");
    answer(AnswerKind.VERSION);
    assertThat(runToTheEnd()).isEqualTo(new Next.Done());
    assertThat(texts()).containsExactly("getver");
  }

  @Test
  void an_answer_is_looked_for_soon_and_then_less_often() {
    clock.pass(DELAY);
    asked();
    send();
    assertThat(run()).isEqualTo(new Next.Again(Duration.ofSeconds(5)));
    clock.pass(Duration.ofSeconds(40));
    assertThat(run()).isEqualTo(new Next.Again(Duration.ofSeconds(10)));
    clock.pass(Duration.ofSeconds(19));
    assertThat(run()).isEqualTo(new Next.Again(Duration.ofSeconds(1)));
  }

  @Test
  void while_a_question_cannot_be_sent_traccar_is_not_asked_for_the_device() {
    clock.pass(DELAY);
    asked();
    devices.outage().begin();
    clock.pass(Duration.ofHours(1));
    assertThat(run()).isEqualTo(new Next.Again(Duration.ofMinutes(10)));
    assertThat(texts()).containsExactly("getver");
  }

  @Test
  void a_question_without_an_answer_is_asked_again() {
    clock.pass(DELAY);
    asked();
    send();
    clock.pass(PATIENCE);
    assertThat(asked()).isEqualTo("getver");
    assertThat(texts()).containsExactly("getver", "getver");
    assertThat(provisioning().asked()).isEqualTo(2);
  }

  @Test
  void a_tracker_that_never_answers_is_not_asked_all_the_time() {
    clock.pass(DELAY);
    asked();
    int looks = 0;
    for (var end = clock.now().plus(Duration.ofHours(23)); clock.now().isBefore(end); ) {
      Commands.take(commands, clock.now())
          .ifPresent(next -> Commands.sent(commands, next, clock.now()));
      clock.pass(((Next.Again) run()).delay());
      looks++;
    }
    assertThat(texts()).hasSizeBetween(23, 35);
    assertThat(looks).isLessThan(250);
  }

  @Test
  void after_its_lifetime_it_is_given_up_and_that_is_said() {
    clock.pass(DELAY);
    asked();
    clock.pass(LIFETIME);
    assertThat(run()).isEqualTo(new Next.Done());
    assertThat(step()).isEqualTo(ProvisioningStep.GAVE_UP);
    assertThat(journal.events())
        .containsExactly(new ProvisioningGivenUp(device, ProvisioningStep.VERSION));
  }

  @Test
  void a_device_that_is_gone_is_left_at_that() {
    clock.pass(DELAY);
    run();
    devices.remove(device);
    assertThat(run()).isEqualTo(new Next.Done());
    assertThat(step()).isEqualTo(ProvisioningStep.GAVE_UP);
    assertThat(journal.events()).containsExactly(new ProvisioningEnded(device));
    assertThat(texts()).isEmpty();
  }

  @Test
  void a_device_that_nobody_provisions_is_nothing_to_do() {
    assertThat(provisionDevice.run("99")).isEqualTo(new Next.Done());
  }

  @Test
  void an_outage_ends_nothing() {
    clock.pass(DELAY);
    run();
    devices.outage().begin();
    assertThatThrownBy(this::run).isInstanceOf(GatewayUnavailableException.class);
    assertThat(step()).isEqualTo(ProvisioningStep.VERSION);
    devices.outage().end();
    assertThat(asked()).isEqualTo("getver");
  }

  @Test
  void what_somebody_else_asks_is_not_asked_twice() {
    clock.pass(DELAY);
    Commands.ordered(commands, device, "getver", clock.now());
    var theirs = latest().id();
    assertThat(asked()).isEqualTo("getver");
    assertThat(provisioning().command()).contains(theirs);
    assertThat(texts()).containsExactly("getver");
  }

  @Test
  void a_process_that_dies_after_each_question_asks_once() {
    clock.pass(DELAY);
    run();
    assertThatThrownBy(() -> withMemory(new Forgetful()).run(device.toString()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(texts()).containsExactly("getver");
    assertThat(asked()).isEqualTo("getver");
    assertThat(texts()).containsExactly("getver");
  }

  @Test
  void an_answer_that_came_while_the_process_was_dead_counts() {
    clock.pass(DELAY);
    asked();
    send();
    Commands.answer(commands, device, AnswerKind.VERSION, clock.now().plusSeconds(3));
    clock.pass(Duration.ofHours(2));
    run();
    assertThat(step()).isEqualTo(ProvisioningStep.IMSI);
  }

  @Test
  void who_is_begun_anew_during_a_run_begins_anew() {
    clock.pass(DELAY);
    run();
    var racing = withMemory(new Restarting());
    assertThat(racing.run(device.toString())).isEqualTo(new Next.Again(Duration.ZERO));
    assertThat(step()).isEqualTo(ProvisioningStep.WAITING);
    assertThat(run()).isEqualTo(new Next.Again(DELAY));
  }

  @Test
  void who_was_given_up_can_be_begun_anew() {
    clock.pass(LIFETIME);
    run();
    assertThat(step()).isEqualTo(ProvisioningStep.GAVE_UP);
    provisionings.restart(device, clock.now());
    assertThat(run()).isEqualTo(new Next.Again(DELAY));
    clock.pass(DELAY);
    assertThat(asked()).isEqualTo("getver");
  }

  private ProvisionDevice withMemory(ProvisioningRepository memory) {
    return new ProvisionDevice(
        memory,
        commands,
        devices,
        new ProvisioningPolicy(DELAY, PATIENCE, LIFETIME, Reactions.usual().simQuestions()),
        journal,
        clock);
  }

  private Next run() {
    return provisionDevice.run(device.toString());
  }

  private Next runToTheEnd() {
    var next = run();
    while (next.equals(new Next.Again(Duration.ZERO))) {
      next = run();
    }
    return next;
  }

  /** Runs until the next question has been asked. */
  private String asked() {
    assertThat(runToTheEnd()).isEqualTo(new Next.Again(Duration.ofSeconds(5)));
    return latest().text().value();
  }

  private void send() {
    Commands.send(commands, clock.now());
  }

  private void answer(AnswerKind kind) {
    send();
    clock.pass(Duration.ofSeconds(6));
    Commands.answer(commands, device, kind, clock.now());
  }

  private void set(String attribute, String value) {
    devices.change(device, it -> it.with(attribute, value));
  }

  private Provisioning provisioning() {
    return provisionings.find(device).orElseThrow();
  }

  private ProvisioningStep step() {
    return provisioning().step();
  }

  private Command latest() {
    return commands.list(Optional.of(device), Optional.empty(), Long.MAX_VALUE, 1).getFirst();
  }

  private List<String> texts() {
    return commands
        .list(Optional.empty(), Optional.empty(), Long.MAX_VALUE, 100)
        .reversed()
        .stream()
        .map(command -> command.text().value())
        .toList();
  }

  /** The memory of a process that dies before it can write anything. */
  private class Forgetful extends Relay {
    @Override
    public boolean save(Provisioning before, Provisioning after) {
      throw new IllegalStateException("dead");
    }
  }

  /** An operator is faster each time. */
  private class Restarting extends Relay {
    @Override
    public boolean save(Provisioning before, Provisioning after) {
      provisionings.restart(device, clock.now());
      return super.save(before, after);
    }
  }

  private class Relay implements ProvisioningRepository {
    @Override
    public boolean isFleetKnown() {
      return provisionings.isFleetKnown();
    }

    @Override
    public void know(Collection<DeviceId> known, Instant now) {
      provisionings.know(known, now);
    }

    @Override
    public void fleetKnown() {
      provisionings.fleetKnown();
    }

    @Override
    public Set<DeviceId> cameOnline(Collection<DeviceId> online, Instant now) {
      return provisionings.cameOnline(online, now);
    }

    @Override
    public void restart(DeviceId id, Instant now) {
      provisionings.restart(id, now);
    }

    @Override
    public Optional<Provisioning> find(DeviceId id) {
      return provisionings.find(id);
    }

    @Override
    public boolean save(Provisioning before, Provisioning after) {
      return provisionings.save(before, after);
    }

    @Override
    public List<Provisioning> list(Optional<ProvisioningStep> step, long after, int atMost) {
      return provisionings.list(step, after, atMost);
    }
  }
}
