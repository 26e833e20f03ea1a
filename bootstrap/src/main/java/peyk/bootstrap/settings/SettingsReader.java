package peyk.bootstrap.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import peyk.adapters.traccar.TrustedAuthorities;
import peyk.application.otp.SmsSettings;

/** Parses settings and collects all faults instead of stopping at the first. */
record SettingsReader(Layers layers, List<String> faults) implements SmsSettings {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

  /** Placeholders that people leave in a copied file. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("(?i)(<.*>|\\.{3}|…|change.?me.*|your[-_ ].*|todo|placeholder)");

  /** Stands for a missing text, so that the other settings can be checked too. */
  static final String NONE = "none";

  static final URI NOWHERE = URI.create("http://localhost");

  /**
   * Reads a part of the settings.
   *
   * @throws InvalidSettingsException if it is wrong; {@link Settings#read} reports faults of others
   */
  static <T> T read(
      Optional<Path> file, Map<String, String> environment, Function<SettingsReader, T> part) {
    var faults = new ArrayList<String>();
    var settings =
        part.apply(new SettingsReader(Layers.read(file, environment, new ArrayList<>()), faults));
    InvalidSettingsException.throwIfAny(faults);
    return settings;
  }

  String text(String key) {
    return layers.value(key);
  }

  @Override
  public Optional<String> find(String key) {
    return Optional.of(text(key)).filter(value -> !value.isEmpty());
  }

  /** The value, or {@link #NONE} if it is missing. */
  @Override
  public String required(String key, String why) {
    return find(key)
        .orElseGet(() -> {
          fault(key, "is missing: " + why);
          return NONE;
        });
  }

  /** A required secret that is no placeholder. */
  @Override
  public String secret(String key, String why, int shortest) {
    find(key).ifPresent(value -> checkSecret(key, value, shortest));
    return required(key, why);
  }

  List<String> secrets(String key, String why) {
    var secrets = layers.list(key);
    if (secrets.isEmpty()) {
      fault(key, "is missing: " + why);
    }
    secrets.forEach(secret -> checkSecret(key, secret, 1));
    return secrets.isEmpty() ? List.of(NONE) : secrets;
  }

  private void checkSecret(String key, String value, int shortest) {
    if (PLACEHOLDER.matcher(value).matches()) {
      fault(key, "is still a placeholder");
    } else if (value.length() < shortest) {
      fault(key, "is too short: at least " + shortest + " characters");
    }
  }

  int integer(String key, int least, int most) {
    var text = text(key);
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The fault below covers both: no number, and out of bounds.
    }
    fault(key, "must be a whole number from " + least + " to " + most);
    return least;
  }

  boolean flag(String key) {
    var text = text(key).toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      fault(key, "must be true or false");
    }
    return text.equals("true");
  }

  @Override
  public Duration duration(String key, String least, String most) {
    return duration(key, parse(least).orElseThrow(), parse(most).orElseThrow());
  }

  Duration duration(String key, Duration least, Duration most) {
    return parse(text(key))
        .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0)
        .orElseGet(() -> {
          fault(
              key,
              "must be a duration with a unit (500ms, 30s, 10m, 6h, 7d) from %s to %s"
                  .formatted(text(least), text(most)));
          return least;
        });
  }

  private static String text(Duration duration) {
    var days = duration.toDays();
    return days > 0 && duration.equals(Duration.ofDays(days))
        ? days + "d"
        : duration.toString().replaceAll("[PT]", "").toLowerCase(Locale.ROOT);
  }

  private static Optional<Duration> parse(String text) {
    var match = DURATION.matcher(text);
    if (!match.matches()) {
      return text.equals("0") ? Optional.of(Duration.ZERO) : Optional.empty();
    }
    var number = Long.parseLong(match.group(1));
    return Optional.of(
        switch (match.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }

  /** A duration, which must not be shorter than that of another key. */
  Duration atLeast(String otherKey, Duration other, String key, Duration value) {
    if (value.compareTo(other) < 0) {
      fault(key, "must not be shorter than " + otherKey);
      return other;
    }
    return value;
  }

  @Override
  public URI address(String key, String why) {
    if (find(key).isEmpty()) {
      required(key, why);
      return NOWHERE;
    }
    var demand = "must be an address that begins with http:// or https://";
    var address = check(key, demand, NOWHERE, () -> URI.create(text(key)));
    var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (address.getHost() == null || !scheme.equals("http") && !scheme.equals("https")) {
      fault(key, demand);
    }
    return address;
  }

  @Override
  public Optional<SSLContext> authorities(String key) {
    return find(key)
        .flatMap(file ->
            check(
                key,
                "must be a readable file of PEM certificates",
                Optional.empty(),
                () -> Optional.of(TrustedAuthorities.with(Path.of(file)))));
  }

  ZoneId zone(String key) {
    return check(
        key,
        "must be a time zone such as Asia/Tehran",
        ZoneId.of("UTC"),
        () -> ZoneId.of(text(key)));
  }

  String choice(String key, List<String> words) {
    var word = text(key).toLowerCase(Locale.ROOT);
    if (!words.contains(word)) {
      fault(key, "must be one of " + String.join(", ", words));
    }
    return word;
  }

  List<String> list(String key) {
    return layers.list(key);
  }

  Map<String, String> table(String key) {
    return layers.table(key + ".");
  }

  /**
   * A value whose constructor checks it.
   *
   * @param demand what is said of the key if the value is refused
   */
  <T> T check(String key, String demand, T fallback, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException | DateTimeException e) {
      fault(key, demand);
      return fallback;
    }
  }

  @Override
  public void fault(String key, String what) {
    var name = Layers.hasVariable(key) ? key + " (" + Layers.variable(key) + ")" : key;
    faults.add(name + " " + what);
  }
}
