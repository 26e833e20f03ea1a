package peyk.domain.tracker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads JSON; the domain knows what is said in it, and leaves how it is read to a library. */
public interface JsonReader {
  /**
   * The text's only value if that is an object: of text, numbers, booleans, null, lists and maps;
   * empty for any other text.
   */
  Optional<Map<String, @Nullable Object>> readObject(String text);

  /** The text's only value if that is a list; empty for any other text. */
  Optional<List<@Nullable Object>> readList(String text);
}
