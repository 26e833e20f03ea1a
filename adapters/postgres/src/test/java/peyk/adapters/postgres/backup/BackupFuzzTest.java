package peyk.adapters.postgres.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.postgres.BackupException;
import peyk.domain.Mutations;

/** Whatever is named as a backup: it is one, or it is refused with one line. */
class BackupFuzzTest {
  private static final int NEWEST = 17;

  @TempDir private Path directory;

  @Test
  void any_description_of_a_backup() {
    Mutations.feed(
        BackupFuzzTest.class,
        "manifests",
        200,
        50_000,
        manifest -> {
          var file = directory.resolve("a.backup");
          write(file, manifest);
          open(file);
        });
  }

  @Test
  void any_file() {
    Mutations.feed(
        BackupFuzzTest.class,
        "manifests",
        100,
        50_000,
        input -> {
          var whole = directory.resolve("whole");
          write(whole, input);
          var bytes = Files.readAllBytes(whole);
          int damaged =
              input.length == 0 ? 0 : Math.floorMod(input[input.length / 2], bytes.length);
          bytes[damaged] ^= 0x55;
          var file = directory.resolve("damaged");
          Files.write(file, bytes);
          open(file);
          Files.write(file, input);
          open(file);
        });
  }

  private static void open(Path file) {
    try (var backup = BackupReader.open(file, NEWEST)) {
      assertThat(backup.manifest().schema()).isLessThanOrEqualTo(NEWEST);
    } catch (BackupException e) {
      assertThat(e.getMessage().lines().count()).isEqualTo(1);
    }
  }

  private static void write(Path file, byte[] manifest) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("manifest.json"));
      zip.write(manifest);
      zip.putNextEntry(new ZipEntry("tables/known_device"));
    }
  }
}
