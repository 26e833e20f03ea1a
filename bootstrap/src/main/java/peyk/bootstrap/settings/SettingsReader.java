package peyk.bootstrap.settings;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Parses settings and collects all faults instead of stopping at the first. */
final class SettingsReader {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

  /** Placeholders that people leave in a copied file. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("(?i)(<.*>|\\.{3}|…|change.?me.*|your[-_ ].*|todo|placeholder)");

  private final Layers layers;
  private final List<String> faults;

  SettingsReader(Layers layers, List<String> faults) {
    this.layers = layers;
    this.faults = faults;
  }

  String text(String key) {
    return layers.value(key);
  }

  String required(String key, String why) {
    var value = layers.value(key);
    if (value.isEmpty()) {
      fault(key, "is missing: " + why);
    }
    return value;
  }

  /** A required secret that is no placeholder. */
  String secret(String key, String why, int shortest) {
    var value = required(key, why);
    if (!value.isEmpty()) {
      checkSecret(key, value, shortest);
    }
    return value;
  }

  List<String> secrets(String key, String why) {
    var secrets = layers.list(key);
    if (secrets.isEmpty()) {
      fault(key, "is missing: " + why);
    }
    secrets.forEach(secret -> checkSecret(key, secret, 1));
    return secrets;
  }

  private void checkSecret(String key, String value, int shortest) {
    if (PLACEHOLDER.matcher(value).matches()) {
      fault(key, "is still a placeholder");
    } else if (value.length() < shortest) {
      fault(key, "is too short: at least " + shortest + " characters");
    }
  }

  int integer(String key, int least, int most) {
    var text = layers.value(key);
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
    var text = layers.value(key).toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      fault(key, "must be true or false");
    }
    return text.equals("true");
  }

  Duration duration(String key, Duration least, Duration most) {
    var match = DURATION.matcher(layers.value(key));
    if (match.matches() || layers.value(key).equals("0")) {
      var value =
          match.matches()
              ? duration(Long.parseLong(match.group(1)), match.group(2))
              : Duration.ZERO;
      if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
        return value;
      }
    }
    fault(
        key,
        "must be a duration with a unit (500ms, 30s, 10m, 6h, 7d) from "
            + text(least)
            + " to "
            + text(most));
    return least;
  }

  private static Duration duration(long number, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static String text(Duration duration) {
    if (duration.isZero()) {
      return "0";
    }
    if (duration.toMillis() % 1000 != 0) {
      return duration.toMillis() + "ms";
    }
    return duration.toSeconds() % 86_400 == 0
        ? duration.toDays() + "d"
        : duration.toSeconds() + "s";
  }

  /** An HTTP or HTTPS address. */
  URI address(String key, String why) {
    var text = required(key, why);
    var fallback = URI.create("http://localhost");
    if (text.isEmpty()) {
      return fallback;
    }
    var address =
        parse(
            key,
            text,
            URI::create,
            "must be an address that begins with http:// or https://",
            fallback);
    var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (address.getHost() == null || !scheme.equals("http") && !scheme.equals("https")) {
      fault(key, "must be an address that begins with http:// or https://");
    }
    return address;
  }

  ZoneId zone(String key) {
    try {
      return ZoneId.of(layers.value(key));
    } catch (DateTimeException e) {
      fault(key, "must be a time zone such as Asia/Tehran");
      return ZoneId.of("UTC");
    }
  }

  /** One of a few words. */
  String choice(String key, List<String> words) {
    var word = layers.value(key).toLowerCase(Locale.ROOT);
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

  /** The value that a checking constructor makes of the text. */
  <T> T parse(String key, String text, Function<String, T> meaning, String demand, T fallback) {
    try {
      return meaning.apply(text);
    } catch (IllegalArgumentException e) {
      fault(key, demand);
      return fallback;
    }
  }

  void fault(String key, String what) {
    var name = Layers.hasVariable(key) ? key + " (" + Layers.variable(key) + ")" : key;
    faults.add(name + " " + what);
  }
}
