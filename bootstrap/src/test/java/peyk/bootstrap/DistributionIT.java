package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the build leaves in {@code target/peyk}, started as a user would. */
class DistributionIT {
  private record Run(int status, String output) {}

  @Test
  void it_tells_its_version_and_what_it_can_do() throws IOException, InterruptedException {
    assertThat(run("--version").output()).startsWith("peyk ").doesNotContain("${");
    assertThat(run("--help").output()).contains("serve", "sandbox");
  }

  @Test
  void without_settings_it_does_not_serve_and_says_all_that_is_missing()
      throws IOException, InterruptedException {
    var run = run("serve");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.output())
        .contains(
            "TRACCAR_URL", "TRACCAR_TOKEN", "API_SECRETS", "SMS_KEY", "SMS_TEMPLATE", "OTP_KEY")
        .doesNotContain("Exception");
  }

  @Test
  void without_settings_the_doctor_says_all_that_is_missing_and_looks_at_the_rest()
      throws IOException, InterruptedException {
    var run = run("doctor");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output())
        .contains("traccar.token (TRACCAR_TOKEN) is missing", "otp.key (OTP_KEY) is missing")
        .containsPattern("note +Traccar +it was not looked at")
        .containsPattern("ok +database +an embedded one")
        .containsPattern("ok +FTP +it is off")
        .doesNotContain("Exception", "WARN");
  }

  private static Run run(String... arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(List.of(Path.of("target/peyk/bin/peyk").toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.matches("(TRACCAR|API|SMS|OTP)_.*"));
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Run(process.exitValue(), output);
  }
}
