package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The first minute of somebody new. Needs {@code sh}, {@code sed} and {@code curl}, as they do. */
class SandboxIT {
  private static final Map<String, String> ANY_PORTS =
      Map.of(
          "SERVER_PORT", "0",
          "ADMIN_PORT", "0",
          "SANDBOX_TRACCAR_PORT", "0",
          "SANDBOX_INBOX_PORT", "0",
          "SANDBOX_FTP_PORT", "0");
  private static final Pattern SHA_256 = Pattern.compile("\\b[0-9a-f]{64}\\b");

  @Test
  void the_lines_of_the_first_visit_work_as_printed() throws IOException, InterruptedException {
    var console = new ByteArrayOutputStream();
    try (var sandbox =
        Sandbox.start(
            Optional.empty(), ANY_PORTS, new PrintStream(console, true, StandardCharsets.UTF_8))) {
      assertThat(console.toString(StandardCharsets.UTF_8)).contains("SANDBOX");
      var printed = console.toString(StandardCharsets.UTF_8);
      var visit = printed.substring(printed.indexOf("# 1"), printed.indexOf("Ctrl-C"));

      var shell = new ProcessBuilder("sh", "-c", visit).redirectErrorStream(true).start();
      var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(said)
          .contains("OTP request has been submitted")
          .contains("device can be registered")
          .contains("device command sent")
          .contains("خودرو 1")
          .contains("\"result\":\"SUCCESS\"")
          .contains("firmware not avaiable")
          .contains("\"rials\":150918");
      assertThat(SHA_256.matcher(said).results().map(MatchResult::group))
          .as("the hash of the part as it was made, as it was stored, and as it was fetched")
          .hasSizeGreaterThanOrEqualTo(3)
          .containsOnly(SHA_256.matcher(said).results().findFirst().orElseThrow().group());
      assertThat(console.toString(StandardCharsets.UTF_8))
          .containsPattern("SMS to 09123456789: your code is \\d{4}");
    }
  }
}
