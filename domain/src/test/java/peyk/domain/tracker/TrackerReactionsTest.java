package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.MovableClock;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.Attributes;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.device.Devices;
import peyk.domain.tracker.TrackerReactions.Reaction;
import peyk.domain.tracker.TrackerReply.AllParameters;
import peyk.domain.tracker.TrackerReply.Imsi;
import peyk.domain.tracker.TrackerReply.Malformed;
import peyk.domain.tracker.TrackerReply.NewValues;
import peyk.domain.tracker.TrackerReply.ParametersRead;
import peyk.domain.tracker.TrackerReply.ParametersSet;
import peyk.domain.tracker.TrackerReply.Registered;
import peyk.domain.tracker.TrackerReply.Unrecognised;
import peyk.domain.tracker.TrackerReply.Version;

class TrackerReactionsTest {
  private static final Instant NOW = MovableClock.START;
  private static final String NOW_IN_TEHRAN = "11/22/2026 13:30:00";
  private static final String IMSI = "432350123456780";
  private static final Registered NOTHING =
      new Registered(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty());
  private static final Registered ALL =
      new Registered(
          Optional.of(IMSI),
          Optional.of("MTN Irancell"),
          Optional.of(131081),
          Optional.of(2),
          Optional.of("1234"),
          OptionalLong.of(95),
          Optional.of(Instant.parse("2026-11-22T20:45:00Z")));

  private final TrackerReactions reactions = Reactions.usual();

  // Registration

  @Test
  void a_registration_describes_the_tracker() {
    var reaction = reactions.react(ALL, Devices.with("color", "red"), Optional.of("خودرو 3"), NOW);
    assertThat(reaction)
        .isEqualTo(
            new Reaction(
                Devices.with(
                        "color",
                        "red",
                        "imsi",
                        IMSI,
                        "spn",
                        "MTN Irancell",
                        "firmware",
                        131081,
                        "hw_rev",
                        2,
                        "Device Password",
                        "1234",
                        "registrationDate",
                        "11/23/2026 00:15:00")
                    .named("خودرو 3")
                    .ofModel("TYNOR-T950"),
                List.of()));
  }

  @Test
  void fields_that_are_missing_or_unreadable_leave_the_old_ones_alone() {
    var before =
        Devices.with(
                "imsi",
                "1",
                "spn",
                "2",
                "firmware",
                "3",
                "hw_rev",
                "4",
                "Device Password",
                "5",
                "registrationDate",
                "6")
            .ofModel("T950");
    assertThat(react(NOTHING, before)).isEqualTo(new Reaction(before, List.of()));
  }

  @Test
  void without_a_time_in_the_answer_it_is_registered_now() {
    assertThat(react(NOTHING, Devices.any()).device())
        .isEqualTo(Devices.with("registrationDate", NOW_IN_TEHRAN));
  }

  @Test
  void a_registration_date_stays() {
    assertThat(react(ALL, Devices.with("registrationDate", "1")).device().attributes())
        .containsEntry("registrationDate", "1");
  }

  @Test
  void a_blank_registration_date_is_none() {
    assertThat(react(NOTHING, Devices.with("registrationDate", " ")).device())
        .isEqualTo(Devices.with("registrationDate", NOW_IN_TEHRAN));
  }

  @Test
  void a_type_without_a_name_is_unknown() {
    var strange =
        new Registered(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.of(96),
            Optional.empty());
    assertThat(react(strange, Devices.any().ofModel("T950")).device().model()).contains("unknown");
  }

  @Test
  void a_registration_without_a_name_due_keeps_the_name() {
    assertThat(react(ALL, Devices.any()).device().name()).isEqualTo(Devices.any().name());
  }

  // Parameters

  @Test
  void all_parameters_take_the_place_of_the_old_ones() {
    assertThat(react(new AllParameters("2:b;1:a;"), Devices.with("baallparams", "3:c;")))
        .isEqualTo(new Reaction(Devices.with("baallparams", "2:b;1:a;"), List.of()));
  }

  @Test
  void parameters_that_were_set_are_merged() {
    var before = Devices.with("baallparams", "3:c;1:a;20:d;", "trackerparams", "9:z;");
    assertThat(react(new ParametersSet(list("3:C;2:b;")), before))
        .isEqualTo(
            new Reaction(
                Devices.with("baallparams", "1:a;2:b;3:C;20:d;", "trackerparams", "9:z;"),
                List.of()));
  }

  @Test
  void parameters_that_were_set_on_a_tracker_without_a_list_make_one() {
    assertThat(react(new ParametersSet(list("3:c;")), Devices.any()).device())
        .isEqualTo(Devices.with("baallparams", "3:c;"));
  }

  @Test
  void a_spoilt_list_is_merged_as_far_as_it_can_be_read() {
    var before = Devices.with("baallparams", "nonsense;1:a;");
    assertThat(react(new ParametersSet(list("3:c;")), before).device())
        .isEqualTo(Devices.with("baallparams", "1:a;3:c;"));
  }

  @Test
  void parameters_that_were_asked_for_take_the_place_of_the_old_ones() {
    assertThat(react(new ParametersRead("7:a;8:b"), Devices.with("trackerparams", "1:z;")))
        .isEqualTo(new Reaction(Devices.with("trackerparams", "7:a;8:b"), List.of()));
  }

  @Test
  void new_values_are_merged() {
    var before = Devices.with("trackerparams", "7:a;8:b", "baallparams", "9:z;");
    assertThat(react(new NewValues(list("8:B;1:c;")), before))
        .isEqualTo(
            new Reaction(
                Devices.with("trackerparams", "1:c;7:a;8:B;", "baallparams", "9:z;"), List.of()));
  }

  // Provisioning

  @Test
  void a_version_of_a_tracker_whose_sim_is_unknown_asks_for_the_imsi() {
    var reaction = react(new Version("2.1.0d", "95/2"), Devices.any());
    assertThat(reaction.device()).isEqualTo(Devices.with("firmware", "2.1.0d", "hw_model", "95/2"));
    assertThat(texts(reaction)).containsExactly("getimsi");
  }

  @Test
  void a_version_of_a_tracker_whose_sim_is_known_asks_for_number_and_balance() {
    assertThat(texts(react(new Version("2", "95"), Devices.with("imsi", IMSI))))
        .containsExactly("qssd:*733*2#", "qssd:*555*1*2#");
  }

  @Test
  void a_version_of_a_tracker_of_which_all_is_known_asks_for_nothing() {
    var known = Devices.with("imsi", IMSI, "SIMCARD No", "1", "balance_ts", "2026-11-22 13:00:00");
    assertThat(react(new Version("2", "95"), known).commands()).isEmpty();
  }

  @Test
  void a_new_imsi_means_that_the_number_is_not_known_any_more() {
    var before =
        Devices.with(
            "imsi",
            "432110000000000",
            "SIMCARD No",
            "1",
            "simcard_no",
            "2",
            "simcardNo",
            "3",
            "simcard",
            "4",
            "balance",
            "5");
    var reaction = react(new Imsi(IMSI), before);
    assertThat(reaction.device()).isEqualTo(Devices.with("imsi", IMSI, "balance", "5"));
    assertThat(texts(reaction)).containsExactly("qssd:*733*2#", "qssd:*555*1*2#");
  }

  @Test
  void the_same_imsi_changes_nothing_and_asks_for_nothing() {
    var before = Devices.with("imsi", IMSI, "SIMCARD No", "1");
    assertThat(react(new Imsi(IMSI), before)).isEqualTo(new Reaction(before, List.of()));
  }

  @Test
  void the_same_imsi_stored_as_a_number_changes_nothing() {
    var before = Devices.with("imsi", Long.valueOf(IMSI), "simcard", "1");
    assertThat(react(new Imsi(IMSI), before).device()).isEqualTo(before);
  }

  @Test
  void an_imsi_of_another_operator_asks_that_one() {
    assertThat(texts(react(new Imsi("432110123456789"), Devices.any())))
        .containsExactly("qssd:*733*2#", "qssd:*140*11#");
  }

  @Test
  void a_password_is_noted() {
    assertThat(react(password("4321"), Devices.with("Device Password", "1234")))
        .isEqualTo(new Reaction(Devices.with("Device Password", "4321"), List.of()));
  }

  @Test
  void an_empty_password_changes_nothing() {
    var before = Devices.with("Device Password", "1234");
    assertThat(react(password(""), before)).isEqualTo(new Reaction(before, List.of()));
  }

  @Test
  void anything_else_is_left_alone() {
    var before = Devices.with("imsi", IMSI).ofModel("T950");
    for (var reply : List.of(new Unrecognised(), new Malformed())) {
      assertThat(react(reply, before)).isEqualTo(new Reaction(before, List.of()));
    }
  }

  /** Tools that edit devices in Traccar may turn a list into whatever they like. */
  @ParameterizedTest
  @ValueSource(strings = {"", "5", ";;;", "a:b"})
  void a_list_that_is_none_is_replaced(String list) {
    assertThat(react(new NewValues(list("8:b;")), Devices.with("trackerparams", list)).device())
        .isEqualTo(Devices.with("trackerparams", "8:b;"));
  }

  private Reaction react(TrackerReply reply, Device device) {
    return reactions.react(reply, device, Optional.empty(), NOW);
  }

  private static List<String> texts(Reaction reaction) {
    return reaction.commands().stream().map(CommandText::value).toList();
  }

  private static ParameterList list(String text) {
    return ParameterList.parse(text).orElseThrow();
  }

  private static TrackerReply password(String text) {
    return new TrackerReply.Value(AnswerKind.PASSWORD, Attributes.DEVICE_PASSWORD, text);
  }
}
