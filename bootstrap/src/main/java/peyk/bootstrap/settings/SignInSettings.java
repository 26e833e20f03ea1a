package peyk.bootstrap.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import peyk.application.intake.IntakeLimit;
import peyk.application.otp.SmsAccess;
import peyk.application.otp.WrongCodeLimits;
import peyk.domain.account.AccountDefaults;
import peyk.domain.account.DefaultNotification;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.OtpCodes;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpPolicy;
import peyk.domain.otp.OtpRateLimit;
import peyk.domain.otp.OtpRateLimit.Scope;
import peyk.domain.otp.PhoneNumberParser;
import peyk.domain.text.LocalDates;

/**
 * How users sign in.
 *
 * @param accounts what a new user gets in Traccar
 * @param administrators whether administrators of Traccar may sign in
 * @param commonPassword of users from before this service; empty = none
 */
public record SignInSettings(
    SmsAccess sms,
    PhoneNumberParser phones,
    OtpPolicy otp,
    WrongCodeLimits wrongCodes,
    OtpCodes codes,
    AccountDefaults accounts,
    boolean administrators,
    String commonPassword) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MOST_REQUESTS = 1_000_000;

  static SignInSettings read(SettingsReader read, LocalDates dates) {
    var codes = codes(read);
    return new SignInSettings(
        SmsProviders.read(read, codes.length()),
        phones(read),
        otp(read),
        wrongCodes(read),
        codes,
        new AccountDefaults(dates, read.table("account.attributes"), notifications(read)),
        read.flag("account.administrators"),
        read.text("account.common-password"));
  }

  @Override
  public String toString() {
    return "SignInSettings[redacted]";
  }

  private static PhoneNumberParser phones(SettingsReader read) {
    var parser =
        read.check(
            "phone.regions",
            "must be country codes such as IR, the home region first",
            new PhoneNumberParser(List.of("IR")),
            () -> new PhoneNumberParser(read.list("phone.regions")));
    return read.check(
        "phone.further-prefixes",
        "must be mobile prefixes such as 0941, separated by commas",
        parser,
        () -> parser.withFurtherPrefixes(read.list("phone.further-prefixes")));
  }

  private static OtpPolicy otp(SettingsReader read) {
    var lifetime = read.duration("otp.lifetime", "10s", "1h");
    var longestLife = read.duration("otp.longest-life", "10s", "1d");
    var requests =
        List.of(
            OtpRateLimit.cooldown(read.duration("otp.cooldown", "0", "1d")),
            limit(read, Scope.PHONE, "otp.phone-per-hour", HOUR),
            limit(read, Scope.PHONE, "otp.phone-per-day", DAY),
            limit(read, Scope.ADDRESS, "otp.address-per-hour", HOUR),
            limit(read, Scope.BLOCK, "otp.block-per-hour", HOUR),
            limit(read, Scope.SERVICE, "otp.service-per-minute", Duration.ofMinutes(1)));
    var limits =
        new OtpLimits(
            requests,
            read.integer("otp.attempts", 3, 10),
            read.integer("otp.attempts-per-day", 0, MOST_REQUESTS),
            read.integer("otp.attempts-in-a-row", 0, MOST_REQUESTS));
    return new OtpPolicy(
        limits, lifetime, read.atLeast("otp.lifetime", lifetime, "otp.longest-life", longestLife));
  }

  private static WrongCodeLimits wrongCodes(SettingsReader read) {
    return new WrongCodeLimits(
        new IntakeLimit(read.integer("otp.address-wrong-codes-per-hour", 0, MOST_REQUESTS), HOUR),
        new IntakeLimit(
            read.integer("otp.service-wrong-codes-per-minute", 0, MOST_REQUESTS),
            Duration.ofMinutes(1)));
  }

  private static OtpRateLimit limit(SettingsReader read, Scope scope, String key, Duration period) {
    return new OtpRateLimit(scope, read.integer(key, 0, MOST_REQUESTS), period);
  }

  private static OtpCodes codes(SettingsReader read) {
    var key =
        read.secret(
            "otp.key",
            "any text of at least 32 characters, the same on all replicas",
            OtpCodes.SHORTEST_KEY);
    int digits = read.integer("otp.digits", OtpCode.SHORTEST, OtpCode.LONGEST);
    return new OtpCodes(
        key.length() < OtpCodes.SHORTEST_KEY ? "-".repeat(OtpCodes.SHORTEST_KEY) : key, digits);
  }

  private static List<DefaultNotification> notifications(SettingsReader read) {
    return Stream.concat(
            lists(read, "account.notifications")
                .map(one -> new DefaultNotification(one.value(), one.key(), Optional.empty())),
            lists(read, "account.alarms")
                .map(one -> new DefaultNotification("alarm", one.key(), Optional.of(one.value()))))
        .toList();
  }

  private record Entry(String key, String value) {}

  /** The values of a table of lists. The key of a value in a list is {@code web.0}. */
  private static Stream<Entry> lists(SettingsReader read, String table) {
    return read.table(table).keySet().stream()
        .map(key -> key.replaceFirst("\\.\\d+$", ""))
        .distinct()
        .flatMap(key -> read.list(table + "." + key).stream().map(value -> new Entry(key, value)));
  }
}
