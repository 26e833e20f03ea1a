package peyk.bootstrap.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/** Reads the entries of {@code schedules}. */
final class ScheduleSettings {
  static final String TABLE = "schedules";

  private static final Set<String> FIELDS =
      Set.of(
          "enabled",
          "command",
          "ask",
          "every",
          "cron",
          "zone",
          "at",
          "first",
          "models",
          "online",
          "missing",
          "present",
          "older",
          "spread",
          "lifetime");

  private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration LONGEST_LIFETIME = Duration.ofDays(30);
  private static final String EVERYTHING = "*";

  private final SettingsReader read;
  private final SimQuestions questions;
  private final LocalDates dates;
  private final Duration commandLifetime;

  private ScheduleSettings(
      SettingsReader read, SimQuestions questions, LocalDates dates, Duration commandLifetime) {
    this.read = read;
    this.questions = questions;
    this.dates = dates;
    this.commandLifetime = commandLifetime;
  }

  /**
   * @param commandLifetime the shortest that the commands of a schedule are of use, unless it says
   *     otherwise
   */
  static Schedules read(
      SettingsReader read, SimQuestions questions, LocalDates dates, Duration commandLifetime) {
    var settings = new ScheduleSettings(read, questions, dates, commandLifetime);
    var names =
        read.table(TABLE).keySet().stream().map(key -> key.replaceFirst("\\..*", "")).distinct();
    var all = names.flatMap(name -> settings.schedule(name).stream()).toList();
    return new Schedules(read.flag("schedule.enabled") ? all : List.of());
  }

  private Optional<Schedule> schedule(String name) {
    var entry = new Entry(name);
    var parsed = ScheduleName.parse(name);
    if (parsed.isEmpty()) {
      read.fault(
          TABLE + "." + name, "must be a name of up to 40 lower case letters, digits and dashes");
      return Optional.empty();
    }
    entry.checkFields();
    if (entry.has("enabled") && !read.flag(entry.key("enabled"))) {
      return Optional.empty();
    }
    var recurrence = entry.recurrence();
    var command = entry.command();
    return recurrence.flatMap(when ->
        command.map(what ->
            new Schedule(
                parsed.get(),
                when,
                what,
                entry.audience(),
                entry.spread(when),
                entry.lifetime(when))));
  }

  /** The settings of one schedule. */
  private final class Entry {
    private final String name;

    Entry(String name) {
      this.name = name;
    }

    String key(String field) {
      return TABLE + "." + name + "." + field;
    }

    boolean has(String field) {
      return !read.text(key(field)).isEmpty();
    }

    void checkFields() {
      read.table(TABLE + "." + name).keySet().stream()
          .map(field -> field.replaceFirst("\\..*", ""))
          .distinct()
          .filter(field -> !FIELDS.contains(field))
          .forEach(field -> read.fault(key(field), "is no setting of a schedule"));
    }

    private Duration duration(String field, Duration least, Duration most, Duration usual) {
      return has(field) ? read.duration(key(field), least, most) : usual;
    }

    /** Empty if it is faulty; then the fault was added. */
    Optional<Recurrence> recurrence() {
      var given = Stream.of("every", "cron", "at").filter(this::has).toList();
      if (given.size() != 1) {
        read.fault(TABLE + "." + name, "needs one of every, cron and at");
        return Optional.empty();
      }
      var first = duration("first", Duration.ZERO, YEAR, Duration.ZERO);
      return switch (given.getFirst()) {
        case "every" ->
            Optional.of(
                new Recurrence.Every(read.duration(key("every"), SHORTEST_PERIOD, YEAR), first));
        case "cron" -> calendar().map(times -> new Recurrence.OnCalendar(times, first));
        default -> {
          read.choice(key("at"), List.of("start"));
          yield Optional.of(new Recurrence.AtStart(first));
        }
      };
    }

    private Optional<CronCalendar> calendar() {
      var zone = has("zone") ? read.zone(key("zone")) : dates.zone();
      return read.parse(
          key("cron"),
          read.text(key("cron")),
          expression -> Optional.of(new CronCalendar(expression, zone)),
          "must be a cron expression of five fields (minute hour day month weekday), or six with the second"
              + " in front",
          Optional.empty());
    }

    /** Empty if it is faulty; then the fault was added. */
    Optional<ScheduledCommand> command() {
      if (has("command") == has("ask")) {
        read.fault(TABLE + "." + name, "needs one of command and ask");
        return Optional.empty();
      }
      if (has("command")) {
        return read.parse(
            key("command"),
            read.text(key("command")),
            text -> Optional.of(new ScheduledCommand.Text(new CommandText(text))),
            "must be ASCII text that is not all hex digits, or it would not reach trackers as it is",
            Optional.empty());
      }
      return Optional.of(
          read.choice(key("ask"), List.of("balance", "number")).equals("number")
              ? new ScheduledCommand.AskNumber(questions)
              : new ScheduledCommand.AskBalance(questions));
    }

    Audience audience() {
      var own = read.list(key("models"));
      var models = own.isEmpty() ? read.list("schedule.models") : own;
      return new Audience(
          models.contains(EVERYTHING) ? Set.of() : Set.copyOf(models),
          !has("online") || read.flag(key("online")),
          Stream.of(missing(), present(), older()).flatMap(Optional::stream).toList());
    }

    private Optional<Condition> missing() {
      var attributes = read.list(key("missing"));
      return attributes.isEmpty()
          ? Optional.empty()
          : Optional.of(new Condition.Missing(attributes));
    }

    private Optional<Condition> present() {
      var attributes = read.list(key("present"));
      return attributes.isEmpty()
          ? Optional.empty()
          : Optional.of(new Condition.Present(attributes));
    }

    private Optional<Condition> older() {
      if (read.table(key("older")).isEmpty() && !has("older")) {
        return Optional.empty();
      }
      var attribute = read.required(key("older.attribute"), "the attribute that holds a time");
      return Optional.of(
          new Condition.Older(
              attribute, read.duration(key("older.than"), SHORTEST_PERIOD, YEAR), dates));
    }

    /** With a longer one, a tracker's next command would be due while the last one waits. */
    Duration spread(Recurrence recurrence) {
      return duration("spread", Duration.ZERO, recurrence.distance(), Duration.ZERO);
    }

    /**
     * Until the next firing, but at least the usual lifetime, so that a short disconnection costs
     * nothing.
     */
    Duration lifetime(Recurrence recurrence) {
      var untilNext = recurrence.distance();
      var usual = untilNext.compareTo(commandLifetime) > 0 ? untilNext : commandLifetime;
      return duration(
          "lifetime",
          SHORTEST_PERIOD,
          LONGEST_LIFETIME,
          usual.compareTo(LONGEST_LIFETIME) < 0 ? usual : LONGEST_LIFETIME);
    }
  }
}
