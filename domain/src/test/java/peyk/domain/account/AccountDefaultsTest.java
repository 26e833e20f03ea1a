package peyk.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import peyk.domain.otp.Phones;
import peyk.domain.text.LocalDates;

class AccountDefaultsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T20:45:00Z");
  private final Map<String, String> attributes = new LinkedHashMap<>();

  @Test
  void a_new_user_gets_the_configured_attributes_and_the_date() {
    attributes.put("timezone", "Asia/Tehran");
    attributes.put("Distance Unit", "km");
    var account = defaults().accountFor(Phones.any(), "secret-password", NOW);
    assertThat(account.phone()).isEqualTo(Phones.any());
    assertThat(account.password()).isEqualTo("secret-password");
    assertThat(account.attributes())
        .containsExactly(
            Map.entry("registrationDate", "11/23/2026 00:15:00"),
            Map.entry("timezone", "Asia/Tehran"),
            Map.entry("Distance Unit", "km"));
  }

  @Test
  void what_is_configured_later_does_not_matter() {
    var defaults = defaults();
    attributes.put("timezone", "UTC");
    assertThat(defaults.attributes()).isEmpty();
  }

  @Test
  void neither_password_nor_phone_nor_token_is_printed() {
    var account = defaults().accountFor(Phones.any(), "secret-password", NOW);
    assertThat(account.toString())
        .startsWith("NewAccount[***")
        .doesNotContain("secret-password", Phones.any().canonical(), Phones.any().e164());
    assertThat(new SessionToken("secret-token")).hasToString("[token]");
  }

  private AccountDefaults defaults() {
    return new AccountDefaults(new LocalDates(ZoneId.of("Asia/Tehran")), attributes, List.of());
  }
}
