package peyk.domain.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandLines;
import peyk.domain.command.CommandState;
import peyk.domain.command.Commands;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.job.JobKind;
import peyk.domain.sim.UssdMessageRepository.Waiting;
import peyk.domain.tracker.DeviceChange.Patch;
import peyk.domain.tracker.DeviceChangeRepository;
import peyk.domain.ussd.UssdReading;

/** What every {@link UssdMessageRepository} does, whatever it is made of. */
public abstract class UssdMessageRepositoryContract {
  private static final Imei IMEI = Imeis.checked(1);
  private static final Imei OTHER = Imeis.checked(2);
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final DeviceId OTHER_DEVICE = new DeviceId(8);

  /** Of one process, empty at first. */
  protected abstract UssdMessageRepository messages();

  /** The same as another process sees it. */
  protected abstract UssdMessageRepository messagesOfAnotherReplica();

  /** The readings that the messages gave. */
  protected abstract SimRepository sims();

  /** The changes that follow from the messages. */
  protected abstract DeviceChangeRepository changes();

  /** The commands in the same memory. */
  protected abstract CommandLines commands();

  /** How often a job has been woken. */
  protected abstract int wakeups(JobKind kind, String instance);

  @Test
  void a_message_waits_as_it_was_sent() {
    var message = Ussd.message(IMEI, "+CUSD: 0,\"اعتبار شما\r\n۵۰٬۰۰۰ 😀 \\ \t\",15");
    messages().add(message);
    assertThat(messagesOfAnotherReplica().waiting(message.partition(), 10))
        .singleElement()
        .extracting(Waiting::message)
        .isEqualTo(message);
  }

  @Test
  void a_message_waits_in_no_other_partition() {
    var message = Ussd.message(IMEI, "a");
    messages().add(message);
    for (int partition = 0; partition < UssdMessageRepository.PARTITIONS; partition++) {
      assertThat(messages().waiting(partition, 10))
          .hasSize(partition == message.partition() ? 1 : 0);
    }
  }

  @Test
  void the_messages_of_a_tracker_wait_in_order_however_its_imei_is_written() {
    var persian = IMEI.digits().replace('1', '۱').replace('2', '۲');
    messages().add(Ussd.message(IMEI, "1"));
    messagesOfAnotherReplica().add(Ussd.message(" " + persian + "\n", "2", Ussd.AT));
    messages().add(Ussd.message(IMEI, "3"));
    assertThat(data(messages().waiting(partition(IMEI), 10))).containsExactly("1", "2", "3");
    assertThat(data(messages().waiting(partition(IMEI), 2))).containsExactly("1", "2");
  }

  @Test
  void a_message_is_kept_whatever_is_in_it() {
    var odd = "a\0b\uD800c\uDC00";
    var nothing = Ussd.message("", "", Ussd.AT);
    var message = Ussd.message(odd, odd, Ussd.AT);
    var long64k = Ussd.message("x".repeat(70_000), "پ".repeat(65_536), Ussd.AT);
    List.of(nothing, message, long64k).forEach(messages()::add);
    assertThat(messages().waiting(nothing.partition(), 10))
        .extracting(Waiting::message)
        .contains(nothing);
    assertThat(data(messages().waiting(message.partition(), 10)))
        .anySatisfy(data -> assertThat(replaced(data)).isEqualTo("a\uFFFDb\uFFFDc\uFFFD"));
    assertThat(messages().waiting(long64k.partition(), 10))
        .extracting(Waiting::message)
        .contains(long64k);
  }

  private static String replaced(String text) {
    return text.replaceAll("[\0\uD800]|\uDC00", "\uFFFD");
  }

  @Test
  void each_message_wakes_the_job_of_its_partition() {
    messages().add(Ussd.message(IMEI, "1"));
    assertThat(wakeups(partition(IMEI))).isEqualTo(1);
    messagesOfAnotherReplica().add(Ussd.message(IMEI, "2"));
    assertThat(wakeups(partition(IMEI))).isEqualTo(2);
  }

  @Test
  void what_many_send_at_once_is_all_stored_once() {
    AtOnce.run(
        400,
        number -> {
          var message = Ussd.message(Imeis.checked(number % 50), Integer.toString(number));
          (number % 2 == 0 ? messages() : messagesOfAnotherReplica()).add(message);
          return number;
        });
    assertThat(data(allWaiting()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 400).mapToObj(Integer::toString).toList());
  }

  @Test
  void a_message_that_is_settled_waits_no_longer() {
    messages().add(Ussd.message(IMEI, "1"));
    messages().add(Ussd.message(IMEI, "2"));
    messages().add(Ussd.message(IMEI, "3"));
    var waiting = messages().waiting(partition(IMEI), 2);
    messages()
        .settle(
            List.of(
                Ussd.without(waiting.get(0), UssdOutcome.NOTHING_IN_IT),
                Ussd.without(waiting.get(1), UssdOutcome.UNKNOWN_TRACKER)));
    assertThat(data(messagesOfAnotherReplica().waiting(partition(IMEI), 10))).containsExactly("3");
    assertThat(sims().find(IMEI)).isEmpty();
    assertThat(changes().waiting(DEVICE, 10)).isEmpty();
  }

  @Test
  void settling_nothing_does_nothing() {
    messages().settle(List.of());
    assertThat(allWaiting()).isEmpty();
  }

  @Test
  void what_a_message_tells_is_learnt_and_changes_its_device() {
    messages().add(Ussd.message(IMEI, "balance"));
    settle(IMEI, DEVICE, Ussd.balance(50_000));
    assertThat(sims().find(IMEI).orElseThrow().balance().orElseThrow().rials()).isEqualTo(50_000);
    assertThat(sims().history(IMEI, Long.MAX_VALUE, 10)).hasSize(1);
    assertThat(patches(DEVICE)).containsExactly("balance");
    assertThat(wakeups(JobKind.UPDATE_DEVICE, "7")).isPositive();
  }

  @Test
  void a_message_answers_the_command_that_asked_for_it_whatever_it_says() {
    var asked = List.of(ask(DEVICE), ask(OTHER_DEVICE), ask(new DeviceId(9)));
    messages().add(Ussd.message(IMEI, "balance"));
    messages().add(Ussd.message(IMEI, "once more"));
    messages().add(Ussd.message(OTHER, "no balance"));
    settle(IMEI, DEVICE, Ussd.balance(50_000));
    messages()
        .settle(
            messages().waiting(partition(OTHER), 10).stream()
                .map(one -> Ussd.without(one, UssdOutcome.NOTHING_IN_IT, OTHER_DEVICE))
                .toList());
    assertThat(asked)
        .extracting(id -> commands().find(id).orElseThrow().state())
        .containsExactly(CommandState.ANSWERED, CommandState.ANSWERED, CommandState.SENT);
  }

  /** Has a tracker sent a command whose answer comes as a message. */
  private CommandId ask(DeviceId device) {
    Commands.ordered(commands(), device, "qssd:*140#", Ussd.AT);
    return Commands.send(commands(), Ussd.AT).id();
  }

  @Test
  void what_messages_tell_is_learnt_in_the_order_in_which_they_are_settled() {
    IntStream.rangeClosed(1, 20)
        .mapToObj(number -> Ussd.message(IMEI, Integer.toString(number)))
        .forEach(messages()::add);
    var settled = new ArrayList<UssdMessageRepository.Settled>();
    for (var waiting : messages().waiting(partition(IMEI), 100)) {
      var number = Integer.parseInt(waiting.message().data());
      settled.add(
          Ussd.understood(waiting, number % 3 == 0 ? OTHER_DEVICE : DEVICE, Ussd.balance(number)));
    }
    messages().settle(settled);
    assertThat(sims().history(IMEI, Long.MAX_VALUE, 100))
        .extracting(SimRepository.Reading::balance)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 20).mapToObj(i -> OptionalLong.of(21 - i)).toList());
    assertThat(sims().find(IMEI).orElseThrow().balance().orElseThrow().rials()).isEqualTo(20);
    assertThat(patches(DEVICE)).startsWith("1", "2", "4").endsWith("19", "20").hasSize(14);
    assertThat(patches(OTHER_DEVICE)).containsExactly("3", "6", "9", "12", "15", "18");
  }

  @Test
  void a_message_that_is_settled_once_more_has_no_effect_again() {
    messages().add(Ussd.message(IMEI, "1"));
    messages().add(Ussd.message(IMEI, "2"));
    var waiting = messages().waiting(partition(IMEI), 2);
    var first = Ussd.understood(waiting.get(0), DEVICE, Ussd.balance(1));
    var second = Ussd.understood(waiting.get(1), DEVICE, Ussd.balance(2));
    messages().settle(List.of(first));
    messagesOfAnotherReplica().settle(List.of(first, second));
    messages().settle(List.of(second, first, second));
    assertThat(sims().history(IMEI, Long.MAX_VALUE, 10)).hasSize(2);
    assertThat(patches(DEVICE)).containsExactly("1", "2");
  }

  @Test
  void a_message_has_its_effect_once_however_many_settle_it() {
    for (int i = 0; i < 30; i++) {
      messages().add(Ussd.message(i % 2 == 0 ? IMEI : OTHER, Integer.toString(i)));
    }
    var waiting = allWaiting();
    AtOnce.run(
        8,
        number -> {
          (number % 2 == 0 ? messages() : messagesOfAnotherReplica())
              .settle(
                  waiting.stream()
                      .map(one -> Ussd.understood(one, DEVICE, Ussd.balance(one.id())))
                      .toList());
          return number;
        });
    assertThat(sims().history(IMEI, Long.MAX_VALUE, 100)).hasSize(15);
    assertThat(sims().history(OTHER, Long.MAX_VALUE, 100)).hasSize(15);
    assertThat(new HashSet<>(patches(DEVICE))).hasSize(30);
  }

  private void settle(Imei imei, DeviceId device, UssdReading reading) {
    messages()
        .settle(
            messages().waiting(partition(imei), 10).stream()
                .map(waiting -> Ussd.understood(waiting, device, reading))
                .toList());
  }

  private List<Waiting> allWaiting() {
    return IntStream.range(0, UssdMessageRepository.PARTITIONS)
        .boxed()
        .flatMap(partition -> messages().waiting(partition, 1000).stream())
        .toList();
  }

  private int wakeups(int partition) {
    return wakeups(JobKind.READ_USSD, Integer.toString(partition));
  }

  private static int partition(Imei imei) {
    return Ussd.message(imei, "").partition();
  }

  private static List<String> data(List<Waiting> waiting) {
    return waiting.stream().map(one -> one.message().data()).toList();
  }

  /** What each patch sets, in order. */
  private List<Object> patches(DeviceId device) {
    return changes().waiting(device, 100).stream()
        .map(Patch.class::cast)
        .map(Patch::patch)
        .map(DevicePatch::set)
        .map(set -> set.get("told"))
        .toList();
  }
}
