package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import peyk.domain.account.AccountId;
import peyk.domain.command.Command;
import peyk.domain.command.CommandAnswer;
import peyk.domain.command.CommandLines;
import peyk.domain.command.CommandOrigin;
import peyk.domain.command.CommandState;
import peyk.domain.command.Commands;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceClaim;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.job.JobKind;
import peyk.domain.tracker.DeviceChange.Answer;
import peyk.domain.tracker.DeviceChange.Patch;
import peyk.domain.tracker.DeviceChangeRepository.Completion;

/** What every {@link DeviceChangeRepository} does, whatever it is made of. */
public abstract class DeviceChangeRepositoryContract {
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final DeviceId OTHER = new DeviceId(8);
  private static final AccountId ALI = new AccountId(11);
  private static final AccountId SARA = new AccountId(12);
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final CommandText GETIMSI = new CommandText("getimsi");
  private static final CommandText BALANCE = new CommandText("qssd:*140*11#");

  /** The changes, none at first. */
  protected abstract DeviceChangeRepository changes();

  /** What belongs to the same memory. */
  protected abstract EventInbox inbox();

  protected abstract DeviceClaimRepository claims();

  protected abstract CommandLines commands();

  /** Whether a job waits. */
  protected abstract boolean isAwake(JobKind kind, DeviceId device);

  @Test
  void answers_and_patches_wait_in_the_order_in_which_they_came() {
    var first = patch("a", "1");
    var last = patch("a", "2");
    changes().add(DEVICE, first);
    inbox().store(List.of(answer(1, "IMSI:1"), answer(2, "IMSI:2")));
    changes().add(DEVICE, last);
    inbox().store(List.of(answer(3, "IMSI:3")));
    changes().add(OTHER, patch("b", "1"));

    assertThat(changes().waiting(DEVICE, 10))
        .extracting(DeviceChangeRepositoryContract::content)
        .containsExactly(first, "IMSI:1", "IMSI:2", last, "IMSI:3");
    assertThat(changes().waiting(DEVICE, 10))
        .extracting(DeviceChange::sequence)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(changes().waiting(DEVICE, 3)).isEqualTo(changes().waiting(DEVICE, 10).subList(0, 3));
    assertThat(changes().waiting(new DeviceId(9), 10)).isEmpty();
  }

  @Test
  void patches_are_listed_the_oldest_first_however_many_answers_wait_before_them() {
    assertThat(changes().waitingPatches(DEVICE, 10)).isEmpty();
    inbox().store(List.of(answer(1, "IMSI:1"), answer(2, "IMSI:2"), answer(3, "IMSI:3")));
    changes().add(DEVICE, patch("a", "1"));
    inbox().store(List.of(answer(4, "IMSI:4")));
    changes().add(DEVICE, patch("a", "2"));
    changes().add(OTHER, patch("b", "1"));
    assertThat(changes().waitingPatches(DEVICE, 10))
        .containsExactly(patch("a", "1"), patch("a", "2"));
    assertThat(changes().waitingPatches(DEVICE, 1)).containsExactly(patch("a", "1"));
    complete(sequences());
    assertThat(changes().waitingPatches(DEVICE, 10)).isEmpty();
  }

  @Test
  void handled_answers_are_found_by_the_time_at_which_they_were_given() {
    inbox().store(List.of(answer(1, "IMSI:1"), answer(2, "IMSI:2")));
    assertThat(changes().handledAfter(DEVICE, NOW.minusSeconds(1))).isEmpty();
    changes().add(DEVICE, patch("a", "1"));
    var waiting = changes().waiting(DEVICE, 1);
    complete(sequences());
    inbox().store(List.of(answer(3, "IMSI:3")));

    assertThat(changes().handledAfter(DEVICE, NOW.minusSeconds(1)))
        .hasSize(2)
        .contains((Answer) waiting.getFirst());
    assertThat(changes().handledAfter(DEVICE, NOW)).isEmpty();
    assertThat(changes().handledAfter(OTHER, NOW.minusSeconds(1))).isEmpty();
  }

  @Test
  void an_answer_keeps_its_time() {
    inbox().store(List.of(answer(1, "VERSION:1 MODEL:x")));
    assertThat(changes().waiting(DEVICE, 1))
        .singleElement()
        .isInstanceOfSatisfying(Answer.class, answer -> assertThat(answer.at()).isEqualTo(NOW));
  }

  @Test
  void each_patch_wakes_the_job_of_its_device() {
    changes().add(DEVICE, patch("a", "1"));
    assertThat(isAwake(JobKind.UPDATE_DEVICE, DEVICE)).isTrue();
    assertThat(isAwake(JobKind.UPDATE_DEVICE, OTHER)).isFalse();
  }

  @Test
  void the_values_of_a_patch_stay_what_they_are() {
    var patch =
        new DevicePatch(
            Map.of(
                "text",
                "خودرو \"۱\"",
                "digits",
                "42",
                "integer",
                42,
                "long",
                42L,
                "big",
                9_007_199_254_740_993L,
                "decimal",
                1.0),
            List.of("SIMCARD No", "simcard"));
    changes().add(DEVICE, patch);
    assertThat(changes().waiting(DEVICE, 1))
        .singleElement()
        .extracting(DeviceChangeRepositoryContract::content)
        .isEqualTo(patch);
  }

  @Test
  void the_newest_patch_that_makes_an_owner_tells_who_it_will_be() {
    assertThat(changes().waitingAssignee(DEVICE)).isEmpty();
    changes().add(DEVICE, patch("a", "1"));
    assertThat(changes().waitingAssignee(DEVICE)).isEmpty();
    changes().add(DEVICE, DevicePatch.assign(ALI));
    changes().add(DEVICE, DevicePatch.assign(SARA));
    changes().add(DEVICE, patch("a", "2"));
    assertThat(changes().waitingAssignee(DEVICE)).contains(SARA);
    assertThat(changes().waitingAssignee(OTHER)).isEmpty();
    complete(sequences());
    assertThat(changes().waitingAssignee(DEVICE)).isEmpty();
  }

  @Test
  void changes_that_are_complete_wait_no_more() {
    changes().add(DEVICE, patch("a", "1"));
    inbox().store(List.of(answer(1, "IMSI:1"), answer(2, "IMSI:2")));
    var sequences = new ArrayList<>(sequences());
    var last = sequences.removeLast();
    complete(sequences);
    assertThat(sequences()).containsExactly(last);
    complete(List.of(last));
    assertThat(sequences()).isEmpty();
  }

  @Test
  void commands_are_ordered_in_order_unless_they_are_under_way() {
    want(List.of(GETIMSI, BALANCE));
    want(List.of(BALANCE, new CommandText("getver"), GETIMSI, new CommandText("getver")));
    assertThat(texts(DEVICE)).containsExactly(GETIMSI, BALANCE, new CommandText("getver"));
    assertThat(texts(OTHER)).isEmpty();
    assertThat(ordered(DEVICE))
        .allSatisfy(command -> {
          assertThat(command.origin()).isEqualTo(CommandOrigin.REACTION);
          assertThat(command.state()).isEqualTo(CommandState.WANTED);
          assertThat(command.notBefore()).isEqualTo(command.wantedAt());
          assertThat(command.expiresAt())
              .isEqualTo(command.wantedAt().plus(Commands.policy().lifetime()));
        });
  }

  @Test
  void an_answer_answers_the_command_that_it_is_for() {
    want(List.of(GETIMSI));
    var now = ordered(DEVICE).getFirst().wantedAt();
    Commands.send(commands(), now);
    answered(OTHER, new CommandAnswer(AnswerKind.IMSI, now));
    answered(DEVICE, new CommandAnswer(AnswerKind.VERSION, now));
    assertThat(ordered(DEVICE).getFirst().state()).isEqualTo(CommandState.SENT);
    answered(DEVICE, new CommandAnswer(AnswerKind.IMSI, now.plusSeconds(3)));
    assertThat(ordered(DEVICE).getFirst().state()).isEqualTo(CommandState.ANSWERED);
    assertThat(ordered(DEVICE).getFirst().endedAt()).contains(now.plusSeconds(3));
  }

  @Test
  void what_was_answered_may_be_asked_again_in_return() {
    want(List.of(GETIMSI));
    var now = ordered(DEVICE).getFirst().wantedAt();
    Commands.send(commands(), now);
    changes()
        .complete(
            DEVICE,
            new Completion(
                List.of(),
                List.of(new CommandAnswer(AnswerKind.IMSI, now)),
                List.of(GETIMSI),
                Map.of(),
                List.of(),
                Optional.empty()));
    assertThat(ordered(DEVICE))
        .extracting(Command::state)
        .containsExactly(CommandState.ANSWERED, CommandState.WANTED);
  }

  @Test
  void lists_that_are_too_long_are_kept_until_they_fit_again() {
    keepAside(Map.of("baallparams", "1:a;", "trackerparams", "2:b;"), List.of());
    keepAside(Map.of("baallparams", "1:c;"), List.of());
    assertThat(changes().overflow(DEVICE))
        .isEqualTo(Map.of("baallparams", "1:c;", "trackerparams", "2:b;"));
    assertThat(changes().overflow(OTHER)).isEmpty();
    keepAside(Map.of(), List.of("baallparams"));
    assertThat(changes().overflow(DEVICE)).isEqualTo(Map.of("trackerparams", "2:b;"));
  }

  @Test
  void a_device_that_was_named_is_named_for_its_owner() {
    complete(named(ALI));
    var claim = claims().find(DEVICE);
    assertThat(claim.owner()).contains(ALI);
    assertThat(claim.named()).isTrue();
    assertThat(claim.version()).isPositive();
    complete(named(ALI));
    assertThat(claims().find(DEVICE)).isEqualTo(claim);
    complete(named(SARA));
    assertThat(claims().find(DEVICE).owner()).contains(SARA);
    assertThat(claims().find(DEVICE).version()).isGreaterThan(claim.version());
  }

  @Test
  void naming_a_device_leaves_a_claim_on_its_way_alone() {
    var opened = claims().open(DeviceClaim.none(DEVICE), SARA, Optional.of(ALI), NOW).orElseThrow();
    complete(named(ALI));
    var claim = claims().find(DEVICE);
    assertThat(claim.pending()).isEqualTo(opened.pending());
    assertThat(claim.owner()).contains(ALI);
    assertThat(claim.named()).isTrue();
    var commanded = claims().commanded(opened);
    assertThat(commanded).isPresent();
    assertThat(claims().settle(commanded.get())).isTrue();
    assertThat(claims().find(DEVICE).named()).isFalse();
  }

  @Test
  void who_waits_for_patches_is_told_when_there_are_none() throws Exception {
    assertThat(changes().awaitPatched(DEVICE, Duration.ZERO)).isTrue();
    changes().add(DEVICE, patch("a", "1"));
    changes().add(OTHER, patch("a", "1"));
    assertThat(changes().awaitPatched(DEVICE, Duration.ofMillis(30))).isFalse();
    var waiting =
        CompletableFuture.supplyAsync(() -> changes().awaitPatched(DEVICE, Duration.ofSeconds(30)));
    complete(sequences());
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void an_answer_that_waits_keeps_nobody_waiting_for_patches() {
    inbox().store(List.of(answer(1, "IMSI:1")));
    assertThat(changes().awaitPatched(DEVICE, Duration.ZERO)).isTrue();
  }

  @Test
  void changes_of_a_device_that_is_gone_can_be_dropped() {
    changes().add(DEVICE, patch("a", "1"));
    inbox().store(List.of(answer(1, "IMSI:1")));
    changes().complete(DEVICE, Completion.dropped(changes().waiting(DEVICE, 10)));
    assertThat(changes().waiting(DEVICE, 10)).isEmpty();
  }

  private static Object content(DeviceChange change) {
    return switch (change) {
      case Patch(var sequence, var patch) -> patch;
      case Answer(var sequence, var result, var at) -> result;
    };
  }

  private static TrackerEvent answer(long id, String result) {
    return new TrackerEvent(id, DEVICE, NOW, result);
  }

  private static DevicePatch patch(String attribute, String value) {
    return new DevicePatch(Map.of(attribute, value), List.of());
  }

  private List<Long> sequences() {
    return changes().waiting(DEVICE, 100).stream().map(DeviceChange::sequence).toList();
  }

  private void complete(Collection<Long> sequences) {
    complete(
        new Completion(sequences, List.of(), List.of(), Map.of(), List.of(), Optional.empty()));
  }

  private void complete(Completion completion) {
    changes().complete(DEVICE, completion);
  }

  private void want(List<CommandText> texts) {
    complete(new Completion(List.of(), List.of(), texts, Map.of(), List.of(), Optional.empty()));
  }

  private void keepAside(Map<String, String> lists, List<String> fitsAgain) {
    complete(new Completion(List.of(), List.of(), List.of(), lists, fitsAgain, Optional.empty()));
  }

  private static Completion named(AccountId owner) {
    return new Completion(List.of(), List.of(), List.of(), Map.of(), List.of(), Optional.of(owner));
  }

  private void answered(DeviceId device, CommandAnswer answer) {
    changes()
        .complete(
            device,
            new Completion(
                List.of(), List.of(answer), List.of(), Map.of(), List.of(), Optional.empty()));
  }

  /** In order. */
  private List<Command> ordered(DeviceId device) {
    return commands().list(Optional.of(device), Optional.empty(), Long.MAX_VALUE, 100).reversed();
  }

  private List<CommandText> texts(DeviceId device) {
    return ordered(device).stream().map(Command::text).toList();
  }
}
