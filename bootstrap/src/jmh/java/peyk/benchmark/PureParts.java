package peyk.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import peyk.domain.device.Imeis;
import peyk.domain.firmware.Firmware;
import peyk.domain.firmware.FirmwareCheck;
import peyk.domain.firmware.FirmwareDecision;
import peyk.domain.firmware.Release;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.OtpDecision;
import peyk.domain.otp.OtpHistory;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpPolicy;
import peyk.domain.otp.OtpRateLimit;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.PhoneNumberParser;
import peyk.domain.otp.SmsReference;
import peyk.domain.tracker.PlainJsonReader;
import peyk.domain.tracker.TrackerReply;
import peyk.domain.tracker.TrackerReplyParser;
import peyk.domain.ussd.UssdParser;
import peyk.domain.ussd.UssdReading;

/** Rules and parsers without any neighbour, each with the input that it usually gets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PureParts {
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  private final String latin = "CUSD: 0, \"Etebar:150,918Rial\nShegeftangiz:0Rial\", 1";
  private final String ucs2 = "+CUSD: 0, \"0031003000300030063106cc06270644\", 15";
  private final FirmwareCheck check = Firmware.check(Imeis.checked(7), 1);
  private final List<Release> releases =
      IntStream.iterate(20, version -> version - 1)
          .limit(20)
          .mapToObj(version -> Firmware.release(version, version > 10 ? 5 : 100))
          .toList();
  private final PhoneNumberParser phones = new PhoneNumberParser(List.of("IR"));
  private final String phone = "۰۹۱۲ ۰۰۰ ۰۰۰۰";
  private final TrackerReplyParser replies = new TrackerReplyParser(new PlainJsonReader());
  private final String imsi = "IMSI:432350123456780";
  private final String parameters =
      "New value "
          + IntStream.range(0, 100)
              .mapToObj(i -> i + ":" + i * 7 + ";")
              .reduce("", String::concat);

  private final OtpPolicy policy =
      new OtpPolicy(
          new OtpLimits(
              List.of(
                  new OtpRateLimit(OtpRateLimit.Scope.PHONE, 1, Duration.ofSeconds(30)),
                  new OtpRateLimit(OtpRateLimit.Scope.PHONE, 5, Duration.ofHours(1))),
              5,
              20,
              100),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10));
  private final ChallengeId challenge = new ChallengeId(new UUID(0, 1));
  private final SmsReference text = new SmsReference(new UUID(0, 2));

  @Benchmark
  public UssdReading ussdInLatinLetters() {
    return UssdParser.read(latin);
  }

  @Benchmark
  public UssdReading ussdInUcs2() {
    return UssdParser.read(ucs2);
  }

  @Benchmark
  public FirmwareDecision firmwareOfTwentyReleases() {
    return Firmware.SELECTOR.decide(check, releases, List.of(), NOW);
  }

  @Benchmark
  public Optional<PhoneNumber> phoneNumberInPersianDigits() {
    return phones.parse(phone);
  }

  @Benchmark
  public TrackerReply replyWithImsi() {
    return replies.parse(imsi);
  }

  @Benchmark
  public TrackerReply replyWithHundredParameters() {
    return replies.parse(parameters);
  }

  /** Of a phone that nobody asked for before. */
  @Benchmark
  public OtpDecision codeRequest() {
    return policy.decide(OtpHistory.none(), NOW, challenge, text);
  }
}
