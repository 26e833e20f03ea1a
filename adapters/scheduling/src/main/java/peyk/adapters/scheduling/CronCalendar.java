package peyk.adapters.scheduling;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import peyk.domain.schedule.Recurrence;

/**
 * The times that a cron expression stands for: minute, hour, day of the month, month and day of the
 * week, as Unix has them; or six fields, of which the first is the second.
 */
public final class CronCalendar implements Recurrence.Calendar {
  private static final CronParser FIVE_FIELDS = parser(CronType.UNIX);
  private static final CronParser SIX_FIELDS = parser(CronType.SPRING53);
  private static final int FIVE = 5;

  private final String expression;
  private final ZoneId zone;
  private final ExecutionTime times;

  /**
   * @param zone whose clocks it goes by; a time that they leave out when they are put forward does
   *     not come, and one that they show twice when they are put back comes twice
   * @throws IllegalArgumentException if it cannot be read, or never comes
   */
  public CronCalendar(String expression, ZoneId zone) {
    this.expression = expression.strip();
    this.zone = zone;
    var parser = this.expression.split("\\s+").length == FIVE ? FIVE_FIELDS : SIX_FIELDS;
    try {
      times = ExecutionTime.forCron(parser.parse(this.expression).validate());
    } catch (IndexOutOfBoundsException e) { // of the library, about "MON#"
      throw new IllegalArgumentException("the cron expression cannot be read", e);
    }
    if (next(Instant.EPOCH).isEmpty()) {
      throw new IllegalArgumentException("no time fits the cron expression");
    }
  }

  private static CronParser parser(CronType type) {
    return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type));
  }

  @Override
  public String text() {
    return "cron " + expression + " " + zone;
  }

  @Override
  public Optional<Instant> next(Instant after) {
    return times.nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant);
  }
}
