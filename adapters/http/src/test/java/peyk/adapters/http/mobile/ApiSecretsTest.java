package peyk.adapters.http.mobile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import peyk.adapters.http.Service;

class ApiSecretsTest {
  @Test
  void any_of_them_is_right_and_nothing_else() {
    var secrets = new ApiSecrets(List.of("old", "new", "شناسه"));

    assertThat(List.of("old", "new", "شناسه")).allMatch(secrets::contain);
    assertThat(List.of("", "ol", "oldnew", "New", "new ", "x".repeat(1_000_000)))
        .noneMatch(secrets::contain);
  }

  @Test
  void there_is_one_and_none_is_blank() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ApiSecrets(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new ApiSecrets(List.of("a", " ")));
  }

  @Test
  void they_are_never_shown() {
    assertThat(new ApiSecrets(List.of("old"))).hasToString("[redacted]");
    assertThat(Service.config().toString()).doesNotContain(Service.SECRET);
  }
}
