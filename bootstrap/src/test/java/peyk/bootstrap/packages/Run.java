package peyk.bootstrap.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that has run. */
record Run(int status, String output) {
  private static final long MINUTES = 15;

  /** Runs a program that must succeed. */
  static String of(String... command) throws IOException, InterruptedException {
    var run = in(Path.of("."), command);
    assertThat(run.status()).as("%s said %s", String.join(" ", command), run.output()).isZero();
    return run.output();
  }

  static Run in(Path directory, String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(List.of(command))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    return new Run(process.exitValue(), output);
  }

  /** Where a program is. Leaves a test out, and says so, on a machine without it. */
  static Path needs(String program) {
    var file =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .map(directory -> Path.of(directory, program))
            .filter(Files::isExecutable)
            .findFirst();
    if (file.isEmpty()) {
      System.out.println("Left out, because this machine has no " + program + ".");
    }
    assumeTrue(file.isPresent(), "this machine has no " + program);
    return file.orElseThrow();
  }
}
