package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AOT cache of the build, in copies of {@code target/peyk} that are changed in some way. */
class FastStartIT {
  private static final Path BUILT = Path.of("target/peyk").toAbsolutePath();

  @TempDir private Path moved;

  @BeforeEach
  void copy() throws IOException, InterruptedException {
    if (caches(BUILT).isEmpty()) {
      run(BUILT, Map.of(), "train");
    }
    for (var place : List.of("bin", "lib")) {
      Files.createDirectory(moved.resolve(place));
      for (var file : files(BUILT.resolve(place))) {
        var copy = moved.resolve(place).resolve(file.getFileName());
        if (place.equals("bin")) {
          Files.copy(file, copy);
        } else {
          Files.createSymbolicLink(copy, file);
        }
      }
    }
  }

  @Test
  void a_start_takes_classes_from_the_cache_wherever_peyk_is_moved_to()
      throws IOException, InterruptedException {
    runQuietly(Map.of());

    assertThat(isCacheUsed()).isTrue();
  }

  @Test
  void a_changed_library_is_run_as_it_is_now() throws IOException, InterruptedException {
    var jar =
        files(moved.resolve("lib")).stream()
            .filter(file -> file.getFileName().toString().startsWith("HikariCP"))
            .findFirst()
            .orElseThrow();
    replaceByCopy(jar);
    try (var archive = FileSystems.newFileSystem(jar)) {
      Files.writeString(archive.getPath("added.txt"), "by an upgrade");
    }

    runQuietly(Map.of());

    assertThat(isCacheUsed()).isFalse();
  }

  @Test
  void an_added_library_is_run_too() throws IOException, InterruptedException {
    var jar = files(moved.resolve("lib")).getFirst();
    Files.copy(jar, jar.resolveSibling("added.jar"));

    runQuietly(Map.of());

    assertThat(isCacheUsed()).isFalse();
  }

  @Test
  void another_jvm_leaves_the_cache_out() throws IOException, InterruptedException {
    var home = Files.createDirectories(moved.resolve("jdk/bin")).getParent();
    var java = Path.of(System.getProperty("java.home"));
    Files.createSymbolicLink(home.resolve("bin/java"), java.resolve("bin/java"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.99\"\n");

    runQuietly(Map.of("JAVA_HOME", home.toString()));

    assertThat(isCacheUsed()).isFalse();
  }

  @Test
  void options_that_do_not_fit_the_cache_leave_it_out() throws IOException, InterruptedException {
    runQuietly(Map.of("JAVA_OPTS", "-XX:+UseZGC"));

    assertThat(isCacheUsed()).isFalse();
  }

  @Test
  void a_damaged_cache_is_left_out() throws IOException, InterruptedException {
    var cache = caches(moved).getFirst();
    Files.delete(cache);
    Files.writeString(cache, "the disk was full");

    runQuietly(Map.of());

    assertThat(isCacheUsed()).isFalse();
  }

  @Test
  void without_a_cache_peyk_starts_too() throws IOException, InterruptedException {
    Files.delete(caches(moved).getFirst());

    runQuietly(Map.of());

    assertThat(isCacheUsed()).isFalse();
  }

  private static void replaceByCopy(Path link) throws IOException {
    var original = link.toRealPath();
    Files.delete(link);
    Files.copy(original, link);
  }

  private void runQuietly(Map<String, String> environment)
      throws IOException, InterruptedException {
    var all = new HashMap<>(environment);
    all.merge(
        "JAVA_OPTS", "-Xlog:class+load:file=" + loaded(), (options, log) -> options + " " + log);
    assertThat(run(moved, all, "--version"))
        .as("the version and no warning")
        .matches("peyk \\S+\n");
  }

  private static String run(Path peyk, Map<String, String> environment, String argument)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(peyk.resolve("bin/peyk").toString(), argument).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private boolean isCacheUsed() throws IOException {
    return Files.readAllLines(loaded()).stream()
        .filter(line -> line.contains(Main.class.getName() + " "))
        .findFirst()
        .orElseThrow()
        .contains("shared objects file");
  }

  private Path loaded() {
    return moved.resolve("loaded.txt");
  }

  private static List<Path> caches(Path peyk) throws IOException {
    return files(peyk.resolve("lib")).stream()
        .filter(file -> file.toString().endsWith(".aot"))
        .toList();
  }

  private static List<Path> files(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}
