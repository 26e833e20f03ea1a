package peyk.domain.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import peyk.domain.device.CommandText;

/** Schedules for tests. */
public final class Plans {
  public static final ScheduleName NAME = new ScheduleName("versions");
  public static final Audience EVERYBODY = new Audience(Set.of(), false, List.of());
  public static final Duration LIFETIME = Duration.ofHours(6);

  private Plans() {}

  /** Asks all trackers for their version at even distances, from the beginning on. */
  public static Schedule every(Duration period) {
    return of(new Recurrence.Every(period, Duration.ZERO));
  }

  public static Schedule of(Recurrence recurrence) {
    return of(recurrence, EVERYBODY);
  }

  public static Schedule of(Recurrence recurrence, Audience audience) {
    return new Schedule(NAME, recurrence, text("getver"), audience, Duration.ZERO, LIFETIME);
  }

  public static ScheduledCommand text(String command) {
    return new ScheduledCommand.Text(new CommandText(command));
  }
}
