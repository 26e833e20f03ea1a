package peyk.bootstrap.settings;

import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The layers of settings, each over the one before: defaults, a YAML file, files named by variables
 * that end in {@code _FILE}, environment variables. The defaults also list all keys; those of SMS
 * gateways come from their modules.
 */
final class Layers {
  private static final List<String> DEFAULTS =
      List.of("peyk/bootstrap/settings.yaml", "peyk/bootstrap/mobile-operators.yaml");
  private static final String FILE_SUFFIX = "_FILE";

  /** The one table whose entries add to the default ones. */
  private static final String ENTRIES = ScheduleSettings.TABLE + ".";

  /** Tables whose keys the user chooses. */
  private static final List<String> TABLES =
      List.of(
          "account.attributes.",
          "account.notifications.",
          "account.alarms.",
          "device.models.",
          "sim.operators.",
          ENTRIES);

  /** A variable at most two typing mistakes away from ours is probably meant to be ours. */
  private static final int LIKELY_MISTAKE = 2;

  private final Map<String, String> values = new TreeMap<>();
  private final List<String> faults;
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, String> defaults = new TreeMap<>();

  private Layers(List<String> faults) {
    this.faults = faults;
    DEFAULTS.forEach(file -> defaults.putAll(flatten(Config.just(ConfigSources.classpath(file)))));
    defaults.putAll(SmsProviders.defaults());
    values.putAll(defaults);
  }

  static Layers read(Optional<Path> file, Map<String, String> environment, List<String> faults) {
    var layers = new Layers(faults);
    file.ifPresent(layers::addFile);
    layers.addEnvironment(environment);
    return layers;
  }

  Set<String> keys() {
    return defaults.keySet().stream().filter(Layers::hasVariable).collect(Collectors.toSet());
  }

  /** The value of a key, without blanks around it; empty if it is not set. */
  String value(String key) {
    return values.getOrDefault(key, "").strip();
  }

  List<String> list(String key) {
    var items =
        values.containsKey(key)
            ? List.of(values.get(key).split("[,\\n]"))
            : List.copyOf(table(key + ".").values());
    return items.stream().map(String::strip).filter(item -> !item.isEmpty()).toList();
  }

  /**
   * The entries below a key, in the order of their names. A table in a file replaces the whole
   * default table; a schedule replaces only the one of its name.
   */
  Map<String, String> table(String prefix) {
    var table = new LinkedHashMap<String, String>();
    values.forEach((key, value) -> {
      if (key.startsWith(prefix)) {
        table.put(Config.Key.unescapeName(key.substring(prefix.length())), value.strip());
      }
    });
    return table;
  }

  /** Warnings about variables that look like mistakes. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private void addFile(Path file) {
    if (!Files.isReadable(file)) {
      faults.add("the file " + file + " cannot be read");
      return;
    }
    try {
      add(flatten(Config.just(ConfigSources.file(file))), file.toString());
    } catch (ConfigException e) {
      faults.add("the file " + file + " is not valid YAML");
    }
  }

  private void add(Map<String, String> layer, String source) {
    for (var table : TABLES) {
      layer.keySet().stream()
          .filter(key -> key.startsWith(table))
          .map(key -> table.equals(ENTRIES) ? entry(key) : table)
          .distinct()
          .forEach(replaced -> values.keySet().removeIf(key -> key.startsWith(replaced)));
    }
    layer.keySet().stream()
        .filter(this::isKnown)
        .map(Layers::listName)
        .distinct()
        .forEach(this::clear);
    layer.forEach((key, value) -> {
      if (isKnown(key)) {
        values.put(key, value);
      } else {
        faults.add(
            key
                + " in "
                + source
                + " is no setting"
                + nearest(key, defaults.keySet(), key.length()));
      }
    });
  }

  /** {@code schedules.balance.} for {@code schedules.balance.every}. */
  private static String entry(String key) {
    return key.replaceFirst("^([^.]+\\.[^.]+).*", "$1.");
  }

  /** Whether a variable can set the key. Tables come from files only. */
  static boolean hasVariable(String key) {
    return TABLES.stream().noneMatch(key::startsWith);
  }

  private boolean isKnown(String key) {
    return defaults.containsKey(listName(key)) || TABLES.stream().anyMatch(key::startsWith);
  }

  /** {@code api.secrets} for {@code api.secrets.0}. */
  private static String listName(String key) {
    return key.replaceFirst("\\.\\d+$", "");
  }

  private void addEnvironment(Map<String, String> environment) {
    var keys = new LinkedHashMap<String, String>();
    keys().forEach(key -> keys.put(variable(key), key));
    environment.forEach((name, value) -> {
      var key = keys.get(name);
      var fileKey =
          name.endsWith(FILE_SUFFIX)
              ? keys.get(name.substring(0, name.length() - FILE_SUFFIX.length()))
              : null;
      if (key != null) {
        if (!value.isBlank() || environment.getOrDefault(name + FILE_SUFFIX, "").isBlank()) {
          set(key, value);
        }
      } else if (fileKey != null && !value.isBlank()) {
        readUnlessSet(fileKey, name, Path.of(value), environment);
      } else if (fileKey == null) {
        warnIfLikely(name, keys.keySet());
      }
    });
  }

  private void set(String key, String value) {
    clear(key);
    values.put(key, value);
  }

  /** Removes a value or a list of a lower layer. */
  private void clear(String key) {
    values.keySet().removeIf(other -> listName(other).equals(key));
  }

  /** The variable itself goes over its file, unless it is empty. */
  private void readUnlessSet(
      String key, String variable, Path file, Map<String, String> environment) {
    var other = variable(key);
    if (environment.getOrDefault(other, "").isBlank()) {
      readSecret(key, variable, file);
    } else {
      warnings.add("%s and %s are both set: the file is not read".formatted(other, variable));
    }
  }

  private void readSecret(String key, String variable, Path file) {
    try {
      set(key, Files.readString(file).strip());
    } catch (IOException e) {
      faults.add(variable + ": the file " + file + " cannot be read");
    }
  }

  private void warnIfLikely(String name, Collection<String> variables) {
    var hint = nearest(name, variables, LIKELY_MISTAKE);
    if (!hint.isEmpty()) {
      warnings.add("the environment variable " + name + " is no setting" + hint);
    }
  }

  static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static String nearest(String name, Collection<String> candidates, int most) {
    return candidates.stream()
        .min((a, b) -> Integer.compare(distance(name, a), distance(name, b)))
        .filter(candidate -> distance(name, candidate) <= most)
        .map(candidate -> "; did you mean " + candidate + "?")
        .orElse("");
  }

  /** The Levenshtein distance. */
  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static Map<String, String> flatten(Config config) {
    return config.asMap().orElse(Map.of());
  }
}
