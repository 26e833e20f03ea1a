package peyk.application.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import peyk.application.job.Job.Next;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Devices;
import peyk.domain.device.InMemoryCommandGateway;
import peyk.domain.tracker.InMemoryWantedCommandRepository;

class SendCommandsTest {
  private static final DeviceId TRACKER = Devices.ID;
  private static final DeviceId OTHER = new DeviceId(TRACKER.value() + 1);
  private static final Duration GAP = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(60);
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final MovableClock clock = new MovableClock();
  private final InMemoryWantedCommandRepository wanted =
      new InMemoryWantedCommandRepository(new InMemoryJobs());
  private final InMemoryCommandGateway commands = new InMemoryCommandGateway();
  private final SendCommands sendCommands =
      new SendCommands(wanted, commands, clock, GAP, RETRY, LIFETIME);

  @Test
  void its_name_is_the_one_by_which_it_is_woken() {
    assertThat(sendCommands.kind()).isEqualTo(InMemoryWantedCommandRepository.JOB);
  }

  @Test
  void without_commands_there_is_nothing_to_do() {
    want(OTHER, "getver");
    assertThat(run()).isEqualTo(new Next.Done());
    assertThat(commands.sent()).isEmpty();
  }

  @Test
  void commands_are_sent_one_by_one_in_order() {
    want(TRACKER, "getver");
    want(TRACKER, "getimsi");
    assertThat(run()).isEqualTo(new Next.Again(GAP));
    assertThat(commands.sentTo(TRACKER)).containsExactly("getver");
    assertThat(run()).isEqualTo(new Next.Again(GAP));
    assertThat(commands.sentTo(TRACKER)).containsExactly("getver", "getimsi");
    assertThat(run()).isEqualTo(new Next.Done());
  }

  @Test
  void a_tracker_that_is_offline_is_tried_again_after_a_pause() {
    commands.disconnect(TRACKER);
    want(TRACKER, "getver");
    assertThat(run()).isEqualTo(new Next.Again(RETRY));
    commands.connect(TRACKER);
    assertThat(run()).isEqualTo(new Next.Again(GAP));
    assertThat(commands.sentTo(TRACKER)).containsExactly("getver");
  }

  @Test
  void a_command_that_could_not_be_sent_for_an_hour_is_dropped() {
    want(TRACKER, "getver");
    want(TRACKER, "getimsi");
    clock.pass(LIFETIME.minusNanos(1));
    want(TRACKER, "getpass");
    clock.pass(Duration.ofNanos(1));
    run();
    assertThat(commands.sentTo(TRACKER)).containsExactly("getpass");
    assertThat(wanted.waiting(TRACKER)).isEmpty();
  }

  @Test
  void a_command_is_sent_up_to_the_end_of_its_life() {
    want(TRACKER, "getver");
    clock.pass(LIFETIME.minusNanos(1));
    run();
    assertThat(commands.sentTo(TRACKER)).containsExactly("getver");
  }

  @Test
  void during_an_outage_commands_wait() {
    want(TRACKER, "getver");
    commands.outage().begin();
    assertThatThrownBy(this::run).isInstanceOf(GatewayUnavailableException.class);
    commands.outage().end();
    run();
    assertThat(commands.sentTo(TRACKER)).containsExactly("getver");
  }

  private void want(DeviceId device, String command) {
    wanted.add(device, new CommandText(command), clock.instant());
  }

  private Next run() {
    return sendCommands.run(TRACKER.toString());
  }
}
