package peyk.domain.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.account.Login;

class TrackerCommandTest {
  private static final Login OWNER = new Login("09123456789");

  @Test
  void a_tracker_is_told_its_owner_byte_for_byte_as_ever() {
    assertThat(command(OWNER, Optional.of("1234")))
        .isEqualTo(
            "{\"c\": 29, \"param\": {\"owner\": \"09123456789\", \"devicePassword\": \"1234\"}}");
  }

  @Test
  void a_missing_password_is_null() {
    assertThat(command(OWNER, Optional.empty()))
        .isEqualTo(
            "{\"c\": 29, \"param\": {\"owner\": \"09123456789\", \"devicePassword\": null}}");
  }

  @Test
  void an_empty_password_is_an_empty_text() {
    assertThat(command(OWNER, Optional.of("")))
        .isEqualTo(
            "{\"c\": 29, \"param\": {\"owner\": \"09123456789\", \"devicePassword\": \"\"}}");
  }

  @Test
  void whatever_a_user_types_reaches_the_tracker_as_ascii() {
    assertThat(command(new Login("علی@example.com"), Optional.of("۱\"\\\n🚗")))
        .isEqualTo(
            "{\"c\": 29, \"param\": {\"owner\": \"\\u0639\\u0644\\u06cc@example.com\","
                + " \"devicePassword\": \"\\u06f1\\\"\\\\\\n\\ud83d\\ude97\"}}");
  }

  private static String command(Login owner, Optional<String> password) {
    return TrackerCommand.registration(owner, password).value();
  }
}
