package peyk.domain.tracker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads JSON; implemented by a library outside the domain. */
public interface JsonReader {
  /** Reads an object of text, numbers, booleans, null, lists and maps; empty for any other text. */
  Optional<Map<String, @Nullable Object>> readObject(String text);

  /** Reads a list; empty for any other text. */
  Optional<List<@Nullable Object>> readList(String text);
}
