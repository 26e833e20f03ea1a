package peyk.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.account.DefaultNotification;
import peyk.domain.otp.OtpRateLimit;
import peyk.domain.otp.OtpRateLimit.Scope;
import peyk.domain.sim.MobileOperator;

class SettingsTest {
  private static final Map<String, String> ENOUGH =
      Map.of(
          "TRACCAR_URL", "http://traccar.example.org:8082/api/",
          "TRACCAR_TOKEN", "a-token",
          "API_SECRETS", "old-secret, new-secret",
          "SMS_KEY", "a-key",
          "SMS_TEMPLATE", "OtpLogin",
          "OTP_KEY", "0123456789abcdef0123456789abcdef");

  @TempDir private Path directory;

  @Test
  void the_defaults_and_the_secrets_are_enough() {
    var settings = Settings.read(Optional.empty(), ENOUGH);

    assertThat(settings.http().port()).isEqualTo(8088);
    assertThat(settings.http().host()).isEqualTo("0.0.0.0");
    assertThat(settings.http().adminPort()).isEqualTo(8089);
    assertThat(settings.http().adminHost()).isEqualTo("127.0.0.1");
    assertThat(settings.database().url()).isEmpty();
    assertThat(settings.database().dataDirectory()).isEqualTo(Path.of("./data"));
    assertThat(settings.signIn().otp().lifetime()).isEqualTo(Duration.ofSeconds(120));
    assertThat(settings.signIn().otp().longestLife()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void settings_with_faults_can_be_looked_at_where_they_are_sound() {
    var environment = new HashMap<>(ENOUGH);
    environment.put("TRACCAR_TOKEN", "changeme");
    environment.put("LOG_FORMAT", "colourful");
    environment.put("ADMIN_TOKEN", "admin-word");

    var reading = Settings.examine(Optional.empty(), environment);

    assertThat(reading.faults()).hasSize(2);
    assertThat(reading.isSound("traccar")).isFalse();
    assertThat(reading.isSound("sms.", "database.")).isTrue();
    assertThat(reading.settings().signIn().sms().remarks()).isEmpty();
    assertThat(reading.adminToken()).contains("admin-word");
    assertThat(reading.toString()).doesNotContain("admin-word");
  }

  @Test
  void a_key_that_is_no_setting_does_not_make_its_neighbours_unsound() throws IOException {
    var file = Files.writeString(directory.resolve("peyk.yaml"), "traccar: {tokne: a}");

    var reading = Settings.examine(Optional.of(file), ENOUGH);

    assertThat(reading.faults()).singleElement().asString().contains("traccar.tokne");
    assertThat(reading.isSound("traccar")).isTrue();
  }

  @Test
  void where_a_file_cannot_be_read_nothing_is_sound() {
    var reading = Settings.examine(Optional.of(directory.resolve("none.yaml")), ENOUGH);

    assertThat(reading.isSound("sms.")).isFalse();
  }

  @Test
  void a_file_of_authorities_that_cannot_be_read_stops_the_start() {
    var environment = new HashMap<>(ENOUGH);
    environment.put("TRACCAR_TLS_CA_FILE", directory.resolve("none.pem").toString());
    environment.put("SMS_TLS_CA_FILE", directory.resolve("none.pem").toString());

    assertThat(Settings.examine(Optional.empty(), environment).faults())
        .containsExactlyInAnyOrder(
            "traccar.tls.ca-file (TRACCAR_TLS_CA_FILE) must be a readable file of PEM certificates",
            "sms.tls.ca-file (SMS_TLS_CA_FILE) must be a readable file of PEM certificates");
  }

  @Test
  void the_default_limits_are_those_of_the_contract() {
    var limits = Settings.read(Optional.empty(), ENOUGH).signIn().otp().limits();

    assertThat(limits.requests())
        .containsExactly(
            new OtpRateLimit(Scope.PHONE, 1, Duration.ofSeconds(30)),
            new OtpRateLimit(Scope.PHONE, 5, Duration.ofHours(1)),
            new OtpRateLimit(Scope.PHONE, 10, Duration.ofDays(1)),
            new OtpRateLimit(Scope.ADDRESS, 30, Duration.ofHours(1)),
            new OtpRateLimit(Scope.BLOCK, 60, Duration.ofHours(1)),
            new OtpRateLimit(Scope.SERVICE, 600, Duration.ofMinutes(1)));
    assertThat(limits.attempts()).isEqualTo(5);
    assertThat(limits.attemptsPerDay()).isEqualTo(20);
    assertThat(limits.attemptsInARow()).isEqualTo(100);
  }

  @Test
  void a_new_user_gets_the_attributes_and_the_22_notifications_of_the_contract() {
    var accounts = Settings.read(Optional.empty(), ENOUGH).signIn().accounts();

    assertThat(accounts.notifications())
        .hasSize(22)
        .doesNotHaveDuplicates()
        .contains(
            new DefaultNotification("deviceMoving", "web", Optional.empty()),
            new DefaultNotification("ignitionOff", "firebase", Optional.empty()),
            new DefaultNotification("alarm", "firebase", Optional.of("powerCut")));
    assertThat(accounts.attributes())
        .containsEntry("timezone", "Asia/Tehran")
        .containsEntry("Distance Unit", "km")
        .containsEntry("Volume Unit", "ltr")
        .containsEntry("Speed Unit", "kmh")
        .containsEntry("distanceUnit", "km")
        .containsEntry("volumeUnit", "ltr")
        .containsEntry("speedUnit", "kmh");
  }

  @Test
  void models_and_operators_are_those_of_the_contract() {
    var settings = Settings.read(Optional.empty(), ENOUGH);

    assertThat(settings.trackers().models().names())
        .isEqualTo(
            Map.of(
                170,
                "develope_device",
                120,
                "TYNOR-T120",
                90,
                "TYNOR-T900",
                95,
                "TYNOR-T950",
                92,
                "TYNOR-T920"));
    assertThat(settings.sim().questions().operators().all())
        .contains(
            new MobileOperator(
                "43235", "Irancell", Optional.of("*555*1*2#"), Optional.of("*733*2#")),
            new MobileOperator("43220", "RighTel", Optional.of("*140#"), Optional.of("*733*2#")),
            new MobileOperator(
                "43211", "Hamrah-e Aval", Optional.of("*140*11#"), Optional.of("*733*2#")));
  }

  @Test
  void every_limit_can_be_switched_off_but_the_attempts_on_one_code() {
    var environment = new HashMap<>(ENOUGH);
    for (var limit :
        new String[] {
          "OTP_COOLDOWN",
          "OTP_PHONE_PER_HOUR",
          "OTP_PHONE_PER_DAY",
          "OTP_ADDRESS_PER_HOUR",
          "OTP_BLOCK_PER_HOUR",
          "OTP_SERVICE_PER_MINUTE",
          "OTP_ATTEMPTS_PER_DAY",
          "OTP_ATTEMPTS_IN_A_ROW"
        }) {
      environment.put(limit, "0");
    }

    var limits = Settings.read(Optional.empty(), environment).signIn().otp().limits();

    assertThat(limits.requests()).isEmpty();
    assertThat(limits.attemptsPerDay()).isZero();
    assertThat(limits.attemptsInARow()).isZero();
    environment.put("OTP_ATTEMPTS", "0");
    assertThatThrownBy(() -> Settings.read(Optional.empty(), environment))
        .hasMessageContaining("otp.attempts (OTP_ATTEMPTS) must be a whole number from 3 to 10");
  }

  @Test
  void all_faults_are_told_at_once() {
    assertThatThrownBy(() ->
            Settings.read(Optional.empty(), Map.of("SERVER_PORT", "http", "OTP_KEY", "short")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("server.port (SERVER_PORT) must be a whole number from 0 to 65535")
        .hasMessageContaining("otp.key (OTP_KEY) is too short: at least 32 characters")
        .hasMessageContaining("traccar.url (TRACCAR_URL) is missing")
        .hasMessageContaining("traccar.token (TRACCAR_TOKEN) is missing")
        .hasMessageContaining("api.secrets (API_SECRETS) is missing")
        .hasMessageContaining("sms.key (SMS_KEY) is missing")
        .hasMessageContaining("sms.template (SMS_TEMPLATE) is missing");
  }

  @Test
  void a_fault_does_not_give_a_secret_away() {
    var environment = new HashMap<>(ENOUGH);
    environment.put("OTP_KEY", "hush-hush");

    assertThatThrownBy(() -> Settings.read(Optional.empty(), environment))
        .hasMessageNotContaining("hush-hush");
  }

  @Test
  void a_placeholder_is_no_secret() {
    var environment = new HashMap<>(ENOUGH);
    environment.put("SMS_KEY", "<your key>");

    assertThatThrownBy(() -> Settings.read(Optional.empty(), environment))
        .hasMessageContaining("sms.key (SMS_KEY) is still a placeholder");
  }

  @Test
  void an_unknown_key_in_a_file_is_told_with_the_nearest_known_one() throws IOException {
    var file = write("otp:\n  cool-down: 10s\n");

    assertThatThrownBy(() -> Settings.read(Optional.of(file), ENOUGH))
        .hasMessageContaining("otp.cool-down")
        .hasMessageContaining("did you mean otp.cooldown?");
  }

  @Test
  void a_mistyped_variable_is_warned_about_and_a_foreign_one_is_not() {
    var environment = new HashMap<>(ENOUGH);
    environment.put("OTP_DIGIT", "6");
    environment.put("TRACCAR_SERVICE_HOST", "10.0.0.1");

    assertThat(Settings.read(Optional.empty(), environment).warnings())
        .containsExactly(
            "the environment variable OTP_DIGIT is no setting; did you mean OTP_DIGITS?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FA9z1kQxY", "FA9z1kQ Yab"})
  void an_app_hash_that_cannot_be_right_is_warned_about(String hash) {
    var environment = new HashMap<>(ENOUGH);
    environment.put("SMS_HASH", hash);

    assertThat(Settings.read(Optional.empty(), environment).warnings())
        .singleElement()
        .asString()
        .startsWith("the app hash has ");
  }

  @Test
  void the_environment_goes_over_the_file_and_the_file_over_the_defaults() throws IOException {
    var file = write("server:\n  port: 9000\nadmin:\n  port: 9001\n");
    var environment = new HashMap<>(ENOUGH);
    environment.put("ADMIN_PORT", "9002");

    var http = Settings.read(Optional.of(file), environment).http();

    assertThat(http.port()).isEqualTo(9000);
    assertThat(http.adminPort()).isEqualTo(9002);
  }

  @Test
  void a_table_in_a_file_replaces_the_default_one() throws IOException {
    var file =
        write(
            "device:\n"
                + "  models:\n"
                + "    \"7\": SEVEN\n"
                + "account:\n"
                + "  notifications:\n"
                + "    web: [ignitionOn]\n"
                + "  alarms:\n"
                + "    mail: sos\n");

    var settings = Settings.read(Optional.of(file), ENOUGH);

    assertThat(settings.trackers().models().names()).isEqualTo(Map.of(7, "SEVEN"));
    assertThat(settings.signIn().accounts().notifications())
        .containsExactly(
            new DefaultNotification("ignitionOn", "web", Optional.empty()),
            new DefaultNotification("alarm", "mail", Optional.of("sos")));
  }

  @Test
  void a_secret_may_come_from_a_file() throws IOException {
    var secret = write("0123456789abcdef0123456789abcdef\n");
    var environment = new HashMap<>(ENOUGH);
    environment.remove("OTP_KEY");
    environment.put("OTP_KEY_FILE", secret.toString());

    assertThat(Settings.read(Optional.empty(), environment).signIn().codes()).isNotNull();
    environment.put("OTP_KEY_FILE", directory.resolve("none").toString());
    assertThatThrownBy(() -> Settings.read(Optional.empty(), environment))
        .hasMessageContaining("OTP_KEY_FILE")
        .hasMessageContaining("cannot be read");
  }

  @Test
  void a_variable_goes_over_its_file_with_a_warning_unless_it_is_empty() throws IOException {
    var file = write("Europe/Berlin\n").toString();
    for (var own : List.of("Asia/Tehran", "")) {
      var environment = new TreeMap<>(ENOUGH);
      environment.put("TIME_ZONE", own);
      environment.put("TIME_ZONE_FILE", file);
      for (var order : List.of(environment, environment.reversed())) {
        var settings = Settings.read(Optional.empty(), order);
        assertThat(settings.dates().zone().getId())
            .isEqualTo(own.isEmpty() ? "Europe/Berlin" : own);
        assertThat(settings.warnings())
            .isEqualTo(
                own.isEmpty()
                    ? List.of()
                    : List.of("TIME_ZONE and TIME_ZONE_FILE are both set: the file is not read"));
      }
    }
  }

  @Test
  void an_empty_variable_of_a_file_is_not_set() {
    var environment = new HashMap<>(ENOUGH);
    environment.put("TIME_ZONE", "Europe/Berlin");
    environment.put("TIME_ZONE_FILE", "");

    var settings = Settings.read(Optional.empty(), environment);

    assertThat(settings.dates().zone().getId()).isEqualTo("Europe/Berlin");
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void a_duration_needs_a_unit_and_has_bounds() {
    var environment = new HashMap<>(ENOUGH);
    environment.put("OTP_LIFETIME", "120");
    environment.put("TRACCAR_REQUEST_TIMEOUT", "1m");

    assertThatThrownBy(() -> Settings.read(Optional.empty(), environment))
        .hasMessageContaining("otp.lifetime (OTP_LIFETIME) must be a duration with a unit")
        .hasMessageContaining(
            "traccar.request-timeout (TRACCAR_REQUEST_TIMEOUT) must be a duration");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "settings", ".yaml"), text);
  }

  @Test
  void an_sms_gateway_that_no_module_brings_is_refused() {
    var environment = new HashMap<>(ENOUGH);
    environment.put("SMS_PROVIDER", "pigeon");

    var reading = Settings.examine(Optional.empty(), environment);

    assertThat(reading.faults())
        .anySatisfy(fault ->
            assertThat(fault)
                .startsWith("sms.provider (SMS_PROVIDER) must be one of ")
                .contains("ghasedak"));
  }
}
