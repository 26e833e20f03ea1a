package peyk.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A machine's clock that is wrong, for a process of its own. It needs libfaketime (Debian: {@code
 * faketime}); without it the clock is right, and the output says so.
 */
final class MachineClock {
  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

  private final Path file;

  /**
   * @param file how wrong it is stands there
   * @param wrong ahead, or behind if negative
   */
  MachineClock(Path file, Duration wrong) {
    this.file = file;
    set(wrong);
  }

  void set(Duration wrong) {
    try {
      Files.writeString(file, "%+d".formatted(wrong.toSeconds()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets a process go by this clock. Without the last variable its timed waits would spin. */
  Map<String, String> environment() {
    return library()
        .map(library ->
            Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0"))
        .orElseGet(() -> {
          System.out.println("libfaketime is not there (Debian: faketime): this clock is right.");
          return Map.of();
        });
  }

  private static Optional<Path> library() {
    try (var found = Files.find(LIBRARIES, 3, (path, _) -> path.endsWith(LIBRARY))) {
      return found.findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
