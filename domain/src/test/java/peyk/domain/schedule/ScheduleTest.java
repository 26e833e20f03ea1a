package peyk.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandOrigin;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Devices;
import peyk.domain.schedule.Recurrence.Every;
import peyk.domain.sim.MobileOperator;
import peyk.domain.sim.MobileOperators;
import peyk.domain.sim.SimQuestions;
import peyk.domain.text.LocalDates;

class ScheduleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final LocalDates DATES = new LocalDates(ZoneId.of("Asia/Tehran"));
  private static final Every DAILY = new Every(Duration.ofDays(1), Duration.ZERO);
  private static final Duration SPREAD = Duration.ofHours(2);

  // Whom it is for

  @Test
  void a_tracker_of_the_model_gets_the_command() {
    var schedule = forModels("T950", "TYNOR-T950");
    assertThat(text(schedule, Devices.any().ofModel("T950"))).contains("getver");
    assertThat(text(schedule, Devices.with("model", "TYNOR-T950"))).contains("getver");
    assertThat(text(schedule, Devices.with("model", "T950").ofModel("other"))).contains("getver");
    assertThat(text(schedule, Devices.any())).isEmpty();
    assertThat(text(schedule, Devices.any().ofModel("t950"))).isEmpty();
    assertThat(text(schedule, Devices.with("hw_model", "T950"))).isEmpty();
  }

  @Test
  void a_tracker_that_is_not_online_may_be_left_out() {
    var online = Plans.of(DAILY, new Audience(Set.of(), true, List.of()));
    assertThat(text(online, Devices.any())).isPresent();
    assertThat(text(online, offline(Devices.any()))).isEmpty();
    assertThat(text(Plans.of(DAILY), offline(Devices.any()))).isPresent();
  }

  @Test
  void every_condition_has_to_hold() {
    var schedule =
        under(
            new Condition.Missing(List.of("number", "phone")),
            new Condition.Present(List.of("imsi")),
            new Condition.Older("asked", Duration.ofHours(6), DATES));
    assertThat(text(schedule, Devices.with("imsi", 1))).isPresent();
    assertThat(text(schedule, Devices.with("imsi", 1, "phone", "9"))).isEmpty();
    assertThat(text(schedule, Devices.any())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22 13:30:00, false",
    "2026-11-22 07:30:01, false",
    "2026-11-22 07:30:00, true",
    "2026-11-21 13:30:00, true",
    "yesterday,           true",
    "'',                  true"
  })
  void a_time_is_old_once_it_is_so_long_ago_or_nobody_can_read_it(String asked, boolean isOld) {
    var schedule = under(new Condition.Older("asked", Duration.ofHours(6), DATES));
    assertThat(text(schedule, Devices.with("asked", asked)).isPresent()).isEqualTo(isOld);
  }

  // What it says

  @Test
  void questions_about_the_sim_depend_on_what_is_known_of_it() {
    var questions =
        new SimQuestions(
            new MobileOperators(
                List.of(
                    new MobileOperator(
                        "43235", "Irancell", Optional.of("*555*1*2#"), Optional.of("*1#")))),
            Duration.ofHours(6),
            DATES);
    var balance = saying(new ScheduledCommand.AskBalance(questions));
    assertThat(text(balance, Devices.with("imsi", "432350123456789"))).contains("qssd:*555*1*2#");
    assertThat(text(balance, Devices.any())).contains("getimsi");
    assertThat(text(balance, Devices.with("balance_ts", "2026-11-22 13:00:00"))).isEmpty();
    var number = saying(new ScheduledCommand.AskNumber(questions));
    assertThat(text(number, Devices.with("imsi", "432350123456789"))).contains("qssd:*1#");
    assertThat(text(number, Devices.with("simcard", "98912"))).isEmpty();
  }

  @Test
  void operators_are_shown_no_password_that_a_command_sets() {
    assertThat(Plans.text("getver").text()).isEqualTo("getver");
    assertThat(Plans.text("setpass 1234").text()).isEqualTo("setpass [redacted]");
  }

  // When

  @Test
  void a_command_says_where_it_comes_from_and_how_long_it_is_of_use() {
    assertThat(Plans.of(DAILY).orderFor(Devices.any(), firing(false), NOW))
        .contains(
            new CommandOrder(
                Devices.ID,
                new CommandText("getver"),
                new CommandOrigin("schedule versions 2026-11-22T09:59:58Z"),
                NOW,
                NOW.plus(Plans.LIFETIME)));
    assertThat(Plans.of(DAILY).orderFor(Devices.any(), firing(true), NOW))
        .map(CommandOrder::origin)
        .contains(new CommandOrigin("schedule versions 2026-11-22T09:59:58Z by hand"));
  }

  @Test
  void a_spread_scatters_trackers_evenly_over_its_time() {
    var minutes =
        LongStream.range(1, 12_001)
            .mapToObj(id -> order(id, firing(false)).notBefore())
            .map(at -> Duration.between(NOW, at).toMinutes() / 10)
            .toList();
    assertThat(minutes).allMatch(slot -> slot >= 0 && slot < 12);
    for (long slot = 0; slot < 12; slot++) {
      var mine = slot;
      assertThat(minutes.stream().filter(one -> one == mine).count()).isBetween(850L, 1150L);
    }
  }

  @Test
  void a_tracker_keeps_its_place_in_the_spread() {
    var later =
        new Firing(
            new FiringId(2), Plans.NAME, NOW, false, NOW.plusSeconds(86_400), Optional.empty());
    assertThat(order(7, later).notBefore())
        .isEqualTo(order(7, firing(false)).notBefore().plusSeconds(86_400));
  }

  @Test
  void what_an_operator_wants_is_not_spread() {
    assertThat(order(7, firing(true)).notBefore()).isEqualTo(NOW);
  }

  @Test
  void who_comes_late_is_not_put_into_the_past() {
    var late = NOW.plus(SPREAD);
    assertThat(spread().orderFor(Devices.any(), firing(false), late))
        .map(CommandOrder::notBefore)
        .contains(late);
  }

  // Names

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "A", "a b", "a.b", "نام", "a/b"})
  void a_name_is_one_that_fits_an_address(String text) {
    assertThat(ScheduleName.parse(text)).isEmpty();
    assertThatThrownBy(() -> new ScheduleName(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Schedule forModels(String... models) {
    return Plans.of(DAILY, new Audience(Set.of(models), false, List.of()));
  }

  private static Schedule under(Condition... conditions) {
    return Plans.of(DAILY, new Audience(Set.of(), false, List.of(conditions)));
  }

  private static Schedule saying(ScheduledCommand command) {
    return new Schedule(Plans.NAME, DAILY, command, Plans.EVERYBODY, Duration.ZERO, Plans.LIFETIME);
  }

  private static Schedule spread() {
    return new Schedule(
        Plans.NAME, DAILY, Plans.text("getver"), Plans.EVERYBODY, SPREAD, Plans.LIFETIME);
  }

  private static CommandOrder order(long id, Firing firing) {
    var any = Devices.any();
    var device =
        new Device(
            new DeviceId(id), any.uniqueId(), any.name(), any.model(), true, any.attributes());
    return spread().orderFor(device, firing, NOW).orElseThrow();
  }

  private static Device offline(Device d) {
    return new Device(d.id(), d.uniqueId(), d.name(), d.model(), false, d.attributes());
  }

  private static Optional<String> text(Schedule schedule, Device device) {
    return schedule.orderFor(device, firing(false), NOW).map(order -> order.text().value());
  }

  private static Firing firing(boolean byHand) {
    return new Firing(
        new FiringId(1), Plans.NAME, NOW.minusSeconds(2), byHand, NOW, Optional.empty());
  }
}
