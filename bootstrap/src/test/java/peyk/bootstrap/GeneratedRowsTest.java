package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedRowsTest {
  @TempDir private Path directory;

  @Test
  void rows_are_replaced_in_their_place() {
    var page = List.of("# Page", "| a | old |", "| b | old |", "", "after");

    assertThat(GeneratedRows.replaced(page, row -> row.startsWith("|"), List.of("| c |")))
        .containsExactly("# Page", "| c |", "", "after");
  }

  @Test
  void a_page_that_differs_says_how_it_is_written_anew() throws IOException {
    var page = Files.writeString(directory.resolve("page.md"), "| a |\n");

    GeneratedRows.check(page, row -> row.startsWith("|"), List.of("| a |"));
    assertThatThrownBy(() -> GeneratedRows.check(page, row -> true, List.of("| b |")))
        .hasMessageContaining("-Dpeyk.docs=write");
  }
}
