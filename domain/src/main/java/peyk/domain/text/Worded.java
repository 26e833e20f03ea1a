package peyk.domain.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An enum whose constants settings, the database, metrics and the admin API write as words. */
public interface Worded {
  String name();

  /** Its name in lower case, unless an enum says otherwise. */
  default String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant with that word; empty if there is none. */
  static <E extends Worded> Optional<E> find(E[] constants, String word) {
    return Arrays.stream(constants).filter(one -> one.word().equals(word)).findFirst();
  }
}
