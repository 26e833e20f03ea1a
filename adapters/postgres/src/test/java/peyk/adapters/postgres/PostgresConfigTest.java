package peyk.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.adapters.postgres.PostgresConfig.Password;

class PostgresConfigTest {
  private static final Password PASSWORD = new Password("s3cret");

  @Test
  void the_password_is_never_printed() {
    var config = PostgresConfig.of("jdbc:postgresql://db/peyk?password=s3cret", "peyk", PASSWORD);
    assertThat(PASSWORD.toString()).isEqualTo("[redacted]");
    assertThat(config.toString()).contains("peyk").doesNotContain("s3cret");
  }

  @Test
  void what_cannot_work_is_refused() {
    assertThatThrownBy(() -> PostgresConfig.of("postgres://db/peyk", "peyk", PASSWORD))
        .hasMessageContaining("jdbc:postgresql:");
    var config = PostgresConfig.of("jdbc:postgresql://db/peyk", "peyk", PASSWORD);
    assertThatThrownBy(() -> config.withPoolSize(0)).hasMessageContaining("pool");
    assertThatThrownBy(() ->
            new PostgresConfig(
                config.jdbcUrl(),
                "peyk",
                PASSWORD,
                1,
                Duration.ofMillis(249),
                Duration.ofSeconds(1),
                Optional.empty()))
        .hasMessageContaining("250 ms");
    assertThatThrownBy(() -> new JobsConfig(1, Duration.ZERO, Duration.ofSeconds(1), 20))
        .hasMessageContaining("intervals");
  }
}
