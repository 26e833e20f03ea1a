package peyk.bootstrap.settings;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import peyk.adapters.scheduling.CronCalendar;
import peyk.domain.device.CommandText;
import peyk.domain.schedule.Audience;
import peyk.domain.schedule.Condition;
import peyk.domain.schedule.Recurrence;
import peyk.domain.schedule.Schedule;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.schedule.ScheduledCommand;
import peyk.domain.schedule.Schedules;
import peyk.domain.sim.SimQuestions;
import peyk.domain.text.LocalDates;

/**
 * Reads an entry of {@code schedules}.
 *
 * @param entry its key
 * @param commandLifetime how long its commands are of use at least, unless it says otherwise
 */
record ScheduleSettings(
    SettingsReader read,
    String entry,
    SimQuestions questions,
    LocalDates dates,
    Duration commandLifetime) {
  static final String TABLE = "schedules";

  private static final Set<String> FIELDS =
      Set.of(
          ("enabled command ask every cron zone at first models online missing present older spread"
                  + " lifetime")
              .split(" "));

  private static final String YEAR = "365d";
  private static final Duration LONGEST_LIFETIME = Duration.ofDays(30);
  private static final String EVERYTHING = "*";

  static Schedules read(
      SettingsReader read, SimQuestions questions, LocalDates dates, Duration commandLifetime) {
    var all =
        names(read, TABLE)
            .map(name -> TABLE + "." + name)
            .map(entry -> new ScheduleSettings(read, entry, questions, dates, commandLifetime))
            .flatMap(settings -> settings.schedule().stream())
            .toList();
    return new Schedules(read.flag("schedule.enabled") ? all : List.of());
  }

  /** The first parts of the keys in a table. */
  private static Stream<String> names(SettingsReader read, String table) {
    return read.table(table).keySet().stream().map(key -> key.replaceFirst("\\..*", "")).distinct();
  }

  /** Empty if it is disabled or faulty. */
  private Optional<Schedule> schedule() {
    var name = ScheduleName.parse(entry.substring(TABLE.length() + 1));
    if (name.isEmpty()) {
      read.fault(entry, "must be a name of up to 40 lower case letters, digits and dashes");
      return Optional.empty();
    }
    names(read, entry)
        .filter(field -> !FIELDS.contains(field))
        .forEach(field -> read.fault(key(field), "is no setting of a schedule"));
    if (has("enabled") && !read.flag(key("enabled"))) {
      return Optional.empty();
    }
    var recurrence = recurrence();
    var command = command();
    return recurrence.flatMap(when ->
        command.map(what ->
            new Schedule(name.get(), when, what, audience(), spread(when), lifetime(when))));
  }

  private String key(String field) {
    return entry + "." + field;
  }

  private boolean has(String field) {
    return read.find(key(field)).isPresent();
  }

  private Optional<Recurrence> recurrence() {
    var given = Stream.of("every", "cron", "at").filter(this::has).toList();
    if (given.size() != 1) {
      read.fault(entry, "needs one of every, cron and at");
      return Optional.empty();
    }
    var first = has("first") ? read.duration(key("first"), "0", YEAR) : Duration.ZERO;
    return switch (given.getFirst()) {
      case "every" ->
          Optional.of(new Recurrence.Every(read.duration(key("every"), "1s", YEAR), first));
      case "cron" -> calendar().map(times -> new Recurrence.OnCalendar(times, first));
      default -> {
        read.choice(key("at"), List.of("start"));
        yield Optional.of(new Recurrence.AtStart(first));
      }
    };
  }

  private Optional<CronCalendar> calendar() {
    var zone = has("zone") ? read.zone(key("zone")) : dates.zone();
    return read.check(
        key("cron"),
        "must be a cron expression of five fields (minute hour day month weekday), or six with the"
            + " second in front",
        Optional.empty(),
        () -> Optional.of(new CronCalendar(read.text(key("cron")), zone)));
  }

  private Optional<ScheduledCommand> command() {
    if (has("command") == has("ask")) {
      read.fault(entry, "needs one of command and ask");
      return Optional.empty();
    }
    if (has("command")) {
      return read.check(
          key("command"),
          "must be ASCII text that is not all hex digits, or it would not reach trackers as it is",
          Optional.empty(),
          () -> Optional.of(new ScheduledCommand.Text(new CommandText(read.text(key("command"))))));
    }
    return Optional.of(
        read.choice(key("ask"), List.of("balance", "number")).equals("number")
            ? new ScheduledCommand.AskNumber(questions)
            : new ScheduledCommand.AskBalance(questions));
  }

  private Audience audience() {
    var own = read.list(key("models"));
    var models = own.isEmpty() ? read.list("schedule.models") : own;
    return new Audience(
        models.contains(EVERYTHING) ? Set.of() : Set.copyOf(models),
        !has("online") || read.flag(key("online")),
        Stream.of(
                attributes("missing", Condition.Missing::new),
                attributes("present", Condition.Present::new),
                older())
            .flatMap(Optional::stream)
            .toList());
  }

  private Optional<Condition> attributes(
      String field, Function<List<String>, Condition> condition) {
    return Optional.of(read.list(key(field))).filter(list -> !list.isEmpty()).map(condition);
  }

  private Optional<Condition> older() {
    if (read.table(key("older")).isEmpty() && !has("older")) {
      return Optional.empty();
    }
    var attribute = read.required(key("older.attribute"), "the attribute that holds a time");
    return Optional.of(
        new Condition.Older(attribute, read.duration(key("older.than"), "1s", YEAR), dates));
  }

  /** With a longer one, a tracker's next command would be due while the last one waits. */
  private Duration spread(Recurrence recurrence) {
    return has("spread")
        ? read.duration(key("spread"), Duration.ZERO, recurrence.distance())
        : Duration.ZERO;
  }

  /**
   * Until the next firing, but at least the usual lifetime, so that a short disconnection costs
   * nothing.
   */
  private Duration lifetime(Recurrence recurrence) {
    var usual = Collections.max(List.of(recurrence.distance(), commandLifetime));
    return has("lifetime")
        ? read.duration(key("lifetime"), "1s", "30d")
        : Collections.min(List.of(usual, LONGEST_LIFETIME));
  }
}
