package peyk.domain.text;

import java.util.Locale;

/** An enum whose constants the database, metrics and the admin API spell in lower case. */
public interface Worded {
  String name();

  default String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
