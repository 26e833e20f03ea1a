package peyk.domain.firmware;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import peyk.domain.text.Digits;
import peyk.domain.tracker.JsonReader;

/**
 * The catalogue file of the previous service: a JSON array of objects with {@code device}, {@code
 * rev}, {@code firmware}, {@code download_path} and {@code date}. Numbers may be text.
 */
public final class LegacyCatalogue {
  private static final int MOST_FAULTS = 20;

  private LegacyCatalogue() {}

  /**
   * @param releases the first one for each hardware and version, as the previous service offered it
   * @param faults sentences; if there are any, the file must not be used
   */
  public record Read(List<NewRelease> releases, List<String> faults) {
    public Read {
      releases = List.copyOf(releases);
      faults = List.copyOf(faults);
    }
  }

  public static Read read(String json, JsonReader reader) {
    return reader
        .readList(json)
        .map(LegacyCatalogue::read)
        .orElseGet(() -> new Read(List.of(), List.of("The file is not a JSON array.")));
  }

  private static Read read(List<@Nullable Object> rows) {
    var releases = new LinkedHashMap<List<Object>, NewRelease>();
    var faults = new ArrayList<String>();
    for (int i = 0; i < rows.size() && faults.size() < MOST_FAULTS; i++) {
      try {
        var release = release(rows.get(i));
        releases.putIfAbsent(List.of(release.hardware(), release.version()), release);
      } catch (IllegalArgumentException e) {
        faults.add("Row %s: %s.".formatted(i + 1, e.getMessage()));
      }
    }
    return new Read(List.copyOf(releases.values()), faults);
  }

  private static NewRelease release(@Nullable Object row) {
    if (!(row instanceof Map<?, ?> fields)) {
      throw new IllegalArgumentException("it is not an object");
    }
    return new NewRelease(
        new Hardware(number(fields, "device"), number(fields, "rev")),
        number(fields, "firmware"),
        text(fields, "date").orElse(""),
        "",
        Optional.of(
            text(fields, "download_path")
                .filter(path -> !path.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("download_path is missing"))));
  }

  private static long number(Map<?, ?> fields, String name) {
    return text(fields, name)
        .map(Digits::parse)
        .orElse(OptionalLong.empty())
        .orElseThrow(() -> new IllegalArgumentException(name + " is not a whole number from 0 on"));
  }

  private static Optional<String> text(Map<?, ?> fields, String name) {
    var value = fields.get(name);
    return value instanceof String || value instanceof Number
        ? Optional.of(Objects.toString(value))
        : Optional.empty();
  }
}
