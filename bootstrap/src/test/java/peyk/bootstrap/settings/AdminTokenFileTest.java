package peyk.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import peyk.domain.operator.OperatorTokens;

class AdminTokenFileTest {
  private final Random random = new Random(1);
  @TempDir private Path directory;

  private AdminTokenFile file() {
    return AdminTokenFile.in(directory.resolve("data"));
  }

  private boolean opens(String text) throws IOException {
    return new OperatorTokens(List.of(file().open(random))).caller(text).isPresent();
  }

  @Test
  void at_first_there_is_none() {
    assertThat(file().find()).isEmpty();
  }

  @Test
  void a_token_is_made_that_nobody_else_may_read() throws IOException {
    file().open(random);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
        .isEqualTo("rw-------");
    assertThat(file().find().orElseThrow()).matches("[A-Za-z0-9_-]{43}");
  }

  @Test
  void it_stays_the_same_at_each_start() throws IOException {
    file().open(random);
    var token = file().find().orElseThrow();

    assertThat(opens(token)).isTrue();
    assertThat(file().find()).contains(token);
  }

  @Test
  void another_directory_gets_another_token() throws IOException {
    file().open(random);
    var other = AdminTokenFile.in(directory.resolve("other"));
    other.open(random);

    assertThat(other.find()).isPresent().isNotEqualTo(file().find());
  }

  @Test
  void a_file_that_was_emptied_is_filled_again_and_junk_is_no_token() throws IOException {
    file().open(random);
    Files.writeString(file().path(), "");
    file().open(random);
    assertThat(file().find()).isPresent();

    Files.writeString(file().path(), "two words\n");
    assertThatIOException().isThrownBy(() -> file().open(random));
  }

  @Test
  void where_nothing_can_be_written_there_is_no_token() throws IOException {
    Files.writeString(directory.resolve("data"), "a file, not a directory");

    assertThatIOException().isThrownBy(() -> file().open(random));
    assertThat(file().find()).isEmpty();
  }
}
