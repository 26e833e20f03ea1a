package peyk.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import peyk.domain.Mutations;

/** Whatever stands in a file of settings: it is read, or each fault is named. */
class SettingsFuzzTest {
  @TempDir private Path directory;

  @Test
  void any_file() {
    Mutations.feed(
        SettingsFuzzTest.class,
        "files",
        60,
        20_000,
        input -> {
          var file = directory.resolve("peyk.yaml");
          Files.write(file, input);
          var reading = Settings.examine(Optional.of(file), Map.of());
          assertThat(reading.faults()).isNotEmpty().allMatch(fault -> !fault.contains("Exception"));
        });
  }
}
