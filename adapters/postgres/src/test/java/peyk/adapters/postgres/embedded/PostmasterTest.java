package peyk.adapters.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterTest {
  private static final String POSTGRES = "/opt/pg/bin/postgres";

  @TempDir Path data;
  private Postmaster postmaster;

  @BeforeEach
  void open() {
    postmaster = new Postmaster(data);
  }

  @Test
  void the_server_of_the_directory_is_known_by_its_arguments() {
    assertThat(isServer(POSTGRES, "-p", "5432", "-D", data.toString())).contains(true);
    assertThat(isServer(POSTGRES, "-D", data.resolve("..").toString())).contains(false);
    assertThat(isServer("/usr/bin/java", "-D", data.toString())).contains(false);
  }

  @Test
  void an_option_without_a_value_names_no_directory() {
    assertThat(isServer(POSTGRES, "-D")).contains(false);
    assertThat(isServer(POSTGRES)).contains(false);
  }

  @Test
  void a_process_whose_arguments_are_hidden_may_be_the_server() {
    assertThat(postmaster.isServer(new Info(null, POSTGRES, null))).isEmpty();
    assertThat(postmaster.isServer(new Info(null, null, null))).isEmpty();
  }

  @Test
  void a_process_of_another_user_or_program_is_not_the_server_even_if_its_arguments_are_hidden() {
    assertThat(postmaster.isServer(new Info("somebody-else", null, null))).contains(false);
    assertThat(postmaster.isServer(new Info(null, "/usr/bin/java", null))).contains(false);
  }

  private Optional<Boolean> isServer(String command, String... arguments) {
    return postmaster.isServer(new Info(null, command, arguments));
  }

  private record Info(@Nullable String owner, @Nullable String program, String @Nullable [] options)
      implements ProcessHandle.Info {
    @Override
    public Optional<String> command() {
      return Optional.ofNullable(program);
    }

    @Override
    public Optional<String> commandLine() {
      return Optional.empty();
    }

    @Override
    public Optional<String[]> arguments() {
      return Optional.ofNullable(options);
    }

    @Override
    public Optional<Instant> startInstant() {
      return Optional.empty();
    }

    @Override
    public Optional<Duration> totalCpuDuration() {
      return Optional.empty();
    }

    @Override
    public Optional<String> user() {
      return Optional.ofNullable(owner);
    }
  }
}
