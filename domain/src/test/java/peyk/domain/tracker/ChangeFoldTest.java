package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.MovableClock;
import peyk.domain.account.AccountId;
import peyk.domain.command.CommandAnswer;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.Attributes;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.device.DevicePatch;
import peyk.domain.device.Devices;
import peyk.domain.tracker.ChangeFold.Circumstances;
import peyk.domain.tracker.DeviceChange.Answer;
import peyk.domain.tracker.DeviceChange.Patch;
import peyk.domain.tracker.TrackerReply.Malformed;
import peyk.domain.tracker.TrackerReply.Unrecognised;

class ChangeFoldTest {
  private static final Instant NOW = MovableClock.START;
  private static final AccountId OWNER = new AccountId(42);
  private static final String REGISTERED = "{\"cmd\":29,\"param\":{\"dm\":95}}";

  private final TrackerReplyParser parser = new TrackerReplyParser(new PlainJsonReader());
  private final TrackerReactions reactions = Reactions.usual();
  private final List<Device> asked = new ArrayList<>();
  private Optional<AccountId> owner = Optional.of(OWNER);
  private Optional<String> dueName = Optional.of("خودرو 1");
  private Map<String, String> overflow = Map.of();
  private List<Answer> handled = List.of();

  @Test
  void changes_have_their_effect_in_order() {
    var update =
        update(
            Devices.any(),
            answer(1, "PASS:1"),
            patch(2, Map.of("Device Password", "2", "balance", "5")),
            answer(3, "PASS:3"),
            patch(4, Map.of("balance", "6")));
    assertThat(update.device()).isEqualTo(Devices.with("Device Password", "3", "balance", "6"));
    assertThat(update.completion().sequences()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(update.tooLong()).isFalse();
  }

  @Test
  void merges_of_one_batch_build_on_one_another() {
    var update =
        update(
            Devices.with("trackerparams", "1:a;2:b;"),
            answer(1, "New value 2:B;3:c;"),
            answer(2, "New value 3:C;4:d;"),
            answer(3, "PARAM SET:1:x;"));
    assertThat(update.device())
        .isEqualTo(Devices.with("trackerparams", "1:a;2:B;3:C;4:d;", "baallparams", "1:x;"));
  }

  @Test
  void a_burst_of_a_thousand_answers_comes_to_one_state() {
    var changes =
        IntStream.range(0, 1_000)
            .mapToObj(i -> answer(i, "New value " + (i % 50) + ":" + i + ";"))
            .toArray(DeviceChange[]::new);
    var update = update(Devices.any(), changes);
    assertThat(ParameterList.readable(update.device().text("trackerparams").orElseThrow()).values())
        .hasSize(50)
        .containsEntry(0L, "950")
        .containsEntry(49L, "999");
    assertThat(update.completion().sequences()).hasSize(1_000);
  }

  @Test
  void every_answer_is_reported_in_order() {
    var update =
        update(
            Devices.any(),
            answer(1, "OK"),
            patch(2, Map.of("balance", "5")),
            answer(3, "PASS:1"),
            answer(4, "IMSI:none"));
    assertThat(update.replies())
        .containsExactly(new Unrecognised(), password("1"), new Malformed());
    assertThat(update.device()).isEqualTo(Devices.with("balance", "5", "Device Password", "1"));
  }

  @Test
  void every_answer_is_passed_on_to_its_command_with_its_time() {
    var update =
        update(
            Devices.any(),
            new Answer(1, "OK", NOW.minusSeconds(7)),
            patch(2, Map.of("balance", "5")),
            answer(3, "IMSI:432350123456780"));
    assertThat(update.completion().answers())
        .containsExactly(
            new CommandAnswer(AnswerKind.OTHER, NOW.minusSeconds(7)),
            new CommandAnswer(AnswerKind.IMSI, NOW));
  }

  @Test
  void commands_follow_in_order() {
    var update =
        update(Devices.any(), answer(1, "VERSION:2 MODEL:95"), answer(2, "IMSI:432350123456780"));
    assertThat(update.completion().commands())
        .extracting(CommandText::value)
        .containsExactly("getimsi", "qssd:*733*2#", "qssd:*555*1*2#");
  }

  // Naming

  @Test
  void a_registration_gives_the_name_that_is_due() {
    var update = update(Devices.any(), answer(1, REGISTERED));
    assertThat(update.device().name()).isEqualTo("خودرو 1");
    assertThat(update.completion().namedFor()).contains(OWNER);
  }

  @Test
  void the_name_is_asked_for_once_in_a_batch() {
    update(Devices.any(), answer(1, REGISTERED), answer(2, REGISTERED));
    assertThat(asked).hasSize(1);
  }

  @Test
  void the_name_is_asked_for_with_the_device_as_it_was_before_the_registration() {
    update(Devices.any(), answer(1, REGISTERED));
    assertThat(asked).containsExactly(Devices.any());
  }

  @Test
  void a_registration_that_names_nothing_settles_that_too() {
    dueName = Optional.empty();
    var update = update(Devices.any(), answer(1, REGISTERED));
    assertThat(update.device().name()).isEqualTo(Devices.any().name());
    assertThat(update.completion().namedFor()).contains(OWNER);
  }

  @Test
  void without_an_owner_a_registration_does_not_name() {
    owner = Optional.empty();
    var update = update(Devices.any(), answer(1, REGISTERED));
    assertThat(asked).isEmpty();
    assertThat(update.device().name()).isEqualTo(Devices.any().name());
    assertThat(update.device().model()).contains("TYNOR-T950");
    assertThat(update.completion().namedFor()).isEmpty();
  }

  @Test
  void other_answers_do_not_name() {
    var update = update(Devices.any(), answer(1, "PASS:1"), patch(2, Map.of("a", 1)));
    assertThat(asked).isEmpty();
    assertThat(update.completion().namedFor()).isEmpty();
  }

  // Lists that are too long

  @Test
  void a_list_that_is_too_long_is_kept_aside_and_the_rest_is_written() {
    var update = update(Devices.any(), answer(1, longList()), answer(2, "PASS:1"));
    assertThat(update.device()).isEqualTo(Devices.with("Device Password", "1"));
    assertThat(update.completion().overflow())
        .isEqualTo(Map.of("baallparams", longList().substring("ALLPARAMS:".length())));
    assertThat(update.tooLong()).isFalse();
  }

  @Test
  void a_list_that_was_kept_aside_is_what_the_next_merge_builds_on() {
    overflow = Map.of("baallparams", longList().substring("ALLPARAMS:".length()));
    var update =
        update(Devices.with("baallparams", "1:stale;"), answer(1, "PARAM SET:999999:new;"));
    assertThat(update.device()).isEqualTo(Devices.with("baallparams", "1:stale;"));
    assertThat(update.completion().overflow().get("baallparams"))
        .startsWith("100000:0;100001:0;")
        .endsWith("999999:new;")
        .doesNotContain("stale");
    assertThat(update.completion().fitsAgain()).isEmpty();
  }

  @Test
  void a_list_that_fits_again_goes_back_to_traccar() {
    overflow = Map.of("baallparams", longList().substring("ALLPARAMS:".length()));
    var update = update(Devices.any(), answer(1, "ALLPARAMS:1:a;"));
    assertThat(update.device()).isEqualTo(Devices.with("baallparams", "1:a;"));
    assertThat(update.completion().overflow()).isEmpty();
    assertThat(update.completion().fitsAgain()).containsExactly("baallparams");
  }

  @Test
  void attributes_that_do_not_fit_at_all_are_not_changed_but_the_changes_are_done() {
    var before = Devices.with("imsi", "1");
    var update = update(before, patch(1, Map.of("notes", "x".repeat(5_000))), answer(2, "PASS:1"));
    assertThat(update.device()).isEqualTo(before);
    assertThat(update.tooLong()).isTrue();
    assertThat(update.completion().sequences()).containsExactly(1L, 2L);
  }

  @Test
  void answers_of_one_batch_have_their_effect_in_the_order_in_which_they_were_given() {
    var update =
        update(
            Devices.any(),
            answer(1, "PASS:new"),
            patch(2, Map.of("balance", "5")),
            early(3, "PASS:old"),
            early(4, "New value 1:old;"));
    assertThat(update.device())
        .isEqualTo(
            Devices.with("balance", "5", "Device Password", "new", "trackerparams", "1:old;"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IMSI:432350000000001",
        "PASS:old",
        "VERSION:1 MODEL:2",
        "ALLPARAMS:1:a;",
        "Param ID:1 Value:a;",
        "{\"cmd\":29,\"param\":{\"dp\":\"old\"}}"
      })
  void an_answer_older_than_a_handled_one_of_its_kind_has_no_effect(String old) {
    handled = List.of(new Answer(1, old, NOW));
    var update = update(Devices.any(), early(2, old));
    assertThat(update.device()).isEqualTo(Devices.any());
    assertThat(update.completion().commands()).isEmpty();
    assertThat(update.completion().namedFor()).isEmpty();
    assertThat(update.completion().sequences()).containsExactly(2L);
    assertThat(update.completion().answers()).hasSize(1);
  }

  @Test
  void an_older_answer_of_another_kind_has_its_effect() {
    handled = List.of(new Answer(1, "IMSI:432350000000001", NOW), early(2, "PASS:older"));
    assertThat(update(Devices.any(), early(3, "PASS:old")).device())
        .isEqualTo(Devices.with("Device Password", "old"));
  }

  @Test
  void of_an_older_change_of_parameters_those_count_that_no_newer_answer_names() {
    handled =
        List.of(
            new Answer(1, "New value 2:new;", NOW), new Answer(2, "PARAM SET:3:other list;", NOW));
    var update =
        update(Devices.with("trackerparams", "2:new;"), early(3, "New value 2:old;3:old;"));
    assertThat(update.device()).isEqualTo(Devices.with("trackerparams", "2:new;3:old;"));
  }

  @Test
  void a_whole_list_that_was_read_later_has_all_older_changes() {
    handled =
        List.of(new Answer(1, "ALLPARAMS:1:a;", NOW), new Answer(2, "Param ID:1 Value:a;", NOW));
    var update = update(Devices.any(), early(3, "PARAM SET:2:b;"), early(4, "New value 2:b;"));
    assertThat(update.device()).isEqualTo(Devices.any());
  }

  @Test
  void a_whole_list_that_comes_late_keeps_the_newer_changes() {
    handled =
        List.of(
            new Answer(1, "PARAM SET:2:newest;", NOW),
            new Answer(2, "PARAM SET:2:new;3:new;", NOW.minusSeconds(1)),
            new Answer(3, "New value 2:new;", NOW));
    var before = Devices.with("baallparams", "2:newest;3:new;", "trackerparams", "2:new;");
    var update =
        update(before, early(4, "ALLPARAMS:1:a;2:old;"), early(5, "Param ID:1 Value:a;2:old;"));
    assertThat(update.device())
        .isEqualTo(
            Devices.with("baallparams", "1:a;2:newest;3:new;", "trackerparams", "1:a;2:new;"));
  }

  @Test
  void an_answer_that_changes_nothing_does_not_outdate_an_older_one() {
    handled = List.of(new Answer(1, "PASS:", NOW));
    assertThat(update(Devices.any(), early(2, "PASS:old")).device())
        .isEqualTo(Devices.with("Device Password", "old"));
  }

  @Test
  void a_registration_outdates_only_the_fields_that_it_has() {
    handled = List.of(new Answer(1, "{\"cmd\":29,\"param\":{\"dp\":\"new\"}}", NOW));
    var before = Devices.with("Device Password", "new");
    var late = update(before, early(2, "{\"cmd\":29,\"param\":{\"dp\":\"old\",\"dm\":95}}"));
    assertThat(late.device().model()).contains("TYNOR-T950");
    assertThat(late.device().attributes()).containsEntry("Device Password", "new");
    assertThat(update(before, early(3, "PASS:old")).device()).isEqualTo(before);
    assertThat(update(before, early(4, "IMSI:432350000000001")).device().attributes())
        .containsEntry("imsi", "432350000000001");
  }

  @Test
  void a_late_registration_loses_the_fields_that_newer_answers_set() {
    handled =
        List.of(
            new Answer(1, "PASS:new", NOW),
            new Answer(2, "IMSI:432350000000002", NOW),
            new Answer(3, "VERSION:2 MODEL:95", NOW));
    var before = Devices.with("Device Password", "new", "imsi", "432350000000002", "firmware", "2");
    var late =
        update(
            before,
            early(
                4,
                "{\"cmd\":29,\"param\":{\"dp\":\"old\",\"imsi\":\"432350000000001\",\"fw\":\"1\",\"dm\":95}}"));
    assertThat(late.device().attributes()).containsAllEntriesOf(before.attributes());
    assertThat(late.device().model()).contains("TYNOR-T950");
    assertThat(late.completion().namedFor()).contains(OWNER);
  }

  @Test
  void a_late_version_keeps_the_firmware_of_a_newer_registration() {
    var fields = "{\"cmd\":29,\"param\":{\"fw\":2}}";
    handled = List.of(new Answer(1, fields, NOW));
    var before = update(Devices.any(), new Answer(1, fields, NOW)).device();
    var late = update(before, early(2, "VERSION:1 MODEL:95")).device();
    assertThat(late.attributes())
        .containsAllEntriesOf(before.attributes())
        .hasSize(before.attributes().size() + 1);
  }

  private static Answer early(long sequence, String result) {
    return new Answer(sequence, result, NOW.minusSeconds(60));
  }

  private ChangeFold update(Device before, DeviceChange... changes) {
    return ChangeFold.of(
        List.of(changes),
        before,
        new Circumstances(owner, overflow, handled, NOW),
        parser,
        reactions,
        this::name);
  }

  private Optional<String> name(AccountId forOwner, Device device) {
    assertThat(forOwner).isEqualTo(OWNER);
    asked.add(device);
    return dueName;
  }

  private static String longList() {
    var list = new StringBuilder("ALLPARAMS:");
    IntStream.range(100_000, 100_600).forEach(id -> list.append(id).append(":0;"));
    return list.toString();
  }

  private static DeviceChange answer(long sequence, String result) {
    return new Answer(sequence, result, NOW);
  }

  private static DeviceChange patch(long sequence, Map<String, Object> set) {
    return new Patch(sequence, new DevicePatch(set, List.of()));
  }

  private static TrackerReply password(String text) {
    return new TrackerReply.Value(AnswerKind.PASSWORD, Attributes.DEVICE_PASSWORD, text);
  }
}
