package peyk.domain.schedule;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a schedule in settings, URLs and metrics. */
public record ScheduleName(String value) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  public ScheduleName {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a schedule's name has up to 40 lower case letters, digits and dashes");
    }
  }

  /** Empty if it is not a valid name. */
  public static Optional<ScheduleName> parse(String text) {
    return NAME.matcher(text).matches() ? Optional.of(new ScheduleName(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
