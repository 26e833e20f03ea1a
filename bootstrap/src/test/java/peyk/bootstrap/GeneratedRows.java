package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Rows of a table in {@code docs} that are made from the code. */
public final class GeneratedRows {
  private static final String WRITE = "peyk.docs";
  private static final String HOW =
      "write the table anew: ./mvnw test -pl bootstrap -am -Dtest='*PageTest' -D"
          + WRITE
          + "=write -Dsurefire.failIfNoSpecifiedTests=false";

  private GeneratedRows() {}

  /**
   * Compares the rows of a page with those that it should have, or replaces them if the system
   * property asks for it. They must stand in one table.
   */
  public static void check(Path page, Predicate<String> isRow, List<String> wanted)
      throws IOException {
    var lines = Files.readAllLines(page);
    if ("write".equals(System.getProperty(WRITE))) {
      Files.write(page, replaced(lines, isRow, wanted));
    } else {
      assertThat(lines.stream().filter(isRow).toList()).as(HOW).isEqualTo(wanted);
    }
  }

  static List<String> replaced(List<String> lines, Predicate<String> isRow, List<String> rows) {
    var result = new ArrayList<String>();
    var isDone = false;
    for (var line : lines) {
      if (!isRow.test(line)) {
        result.add(line);
      } else if (!isDone) {
        result.addAll(rows);
        isDone = true;
      }
    }
    return result;
  }
}
