package peyk.bootstrap.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import peyk.adapters.ghasedak.ApiKey;
import peyk.adapters.ghasedak.GhasedakConfig;
import peyk.adapters.ghasedak.OtpTemplate;
import peyk.domain.account.AccountDefaults;
import peyk.domain.account.DefaultNotification;
import peyk.domain.diagnosis.SmsPlan;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.OtpCodes;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpPolicy;
import peyk.domain.otp.PhoneNumberParser;
import peyk.domain.otp.RateLimit;
import peyk.domain.otp.RateLimit.Scope;
import peyk.domain.text.LocalDates;

/**
 * How users sign in.
 *
 * @param accounts what a new user gets in Traccar
 */
public record SignInSettings(
    GhasedakConfig sms,
    PhoneNumberParser phones,
    OtpPolicy otp,
    OtpCodes codes,
    AccountDefaults accounts) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration TENTH = Duration.ofMillis(100);
  private static final int MOST_REQUESTS = 1_000_000;

  static SignInSettings read(SettingsReader read, LocalDates dates) {
    return new SignInSettings(
        sms(read),
        phones(read),
        otp(read),
        codes(read),
        new AccountDefaults(dates, read.table("account.attributes"), notifications(read)));
  }

  /** How codes are to be sent. */
  public SmsPlan smsPlan() {
    var template = sms.template();
    return new SmsPlan(
        template.name(),
        template.codeParameter(),
        template.hashParameter(),
        template.appHash(),
        codes.length());
  }

  private static GhasedakConfig sms(SettingsReader read) {
    var address = read.address("sms.url", "the base address of the SMS gateway");
    var key = read.secret("sms.key", "the API key of your Ghasedak account", 1);
    var template =
        read.required("sms.template", "the name of the approved OTP template at Ghasedak");
    return new GhasedakConfig(
        address,
        new ApiKey(key.isEmpty() ? "none" : key),
        new OtpTemplate(
            template.isEmpty() ? "none" : template,
            read.required("sms.code-parameter", "the template's parameter for the code"),
            read.required("sms.hash-parameter", "the template's parameter for the app hash"),
            Optional.of(read.text("sms.hash")).filter(hash -> !hash.isEmpty())),
        read.duration("sms.connect-timeout", TENTH, Duration.ofMinutes(1)),
        read.duration("sms.timeout", TENTH, Duration.ofMinutes(1)));
  }

  private static PhoneNumberParser phones(SettingsReader read) {
    var home = new PhoneNumberParser(List.of("IR"));
    try {
      return new PhoneNumberParser(read.list("phone.regions"));
    } catch (IllegalArgumentException e) {
      read.fault("phone.regions", "must be country codes such as IR, the home region first");
      return home;
    }
  }

  private static OtpPolicy otp(SettingsReader read) {
    var lifetime = read.duration("otp.lifetime", Duration.ofSeconds(10), HOUR);
    var longestLife = read.duration("otp.longest-life", Duration.ofSeconds(10), DAY);
    if (longestLife.compareTo(lifetime) < 0) {
      read.fault("otp.longest-life", "must not be shorter than otp.lifetime");
      longestLife = lifetime;
    }
    var requests =
        List.of(
            new RateLimit(Scope.PHONE, 1, read.duration("otp.cooldown", Duration.ZERO, DAY)),
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
    return new OtpPolicy(limits, lifetime, longestLife);
  }

  private static RateLimit limit(SettingsReader read, Scope scope, String key, Duration period) {
    return new RateLimit(scope, read.integer(key, 0, MOST_REQUESTS), period);
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
    var notifications = new ArrayList<DefaultNotification>();
    read.table("account.notifications").keySet().stream()
        .map(SignInSettings::withoutIndex)
        .distinct()
        .forEach(notificator ->
            read.list("account.notifications." + notificator)
                .forEach(type ->
                    notifications.add(
                        new DefaultNotification(type, notificator, Optional.empty()))));
    read.table("account.alarms").keySet().stream()
        .map(SignInSettings::withoutIndex)
        .distinct()
        .forEach(notificator ->
            read.list("account.alarms." + notificator)
                .forEach(alarm ->
                    notifications.add(
                        new DefaultNotification("alarm", notificator, Optional.of(alarm)))));
    return notifications;
  }

  /** {@code web} for {@code web.0}: a list may be written as one. */
  private static String withoutIndex(String key) {
    return key.replaceFirst("\\.\\d+$", "");
  }
}
