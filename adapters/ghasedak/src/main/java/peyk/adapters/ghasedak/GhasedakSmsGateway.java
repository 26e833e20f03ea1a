package peyk.adapters.ghasedak;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsDelivery;
import peyk.domain.otp.SmsGateway;
import peyk.domain.otp.SmsOutcome;
import peyk.domain.otp.SmsReference;

/** Sends codes with Ghasedak's templates for one-time codes. */
final class GhasedakSmsGateway implements SmsGateway, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GhasedakSmsGateway.class);

  private final GhasedakClient client;
  private final OtpTemplate template;

  GhasedakSmsGateway(GhasedakConfig config) {
    this(config, GhasedakClient.BREAKER_DELAY);
  }

  GhasedakSmsGateway(GhasedakConfig config, Duration breakerDelay) {
    this.client = new GhasedakClient(config, breakerDelay);
    this.template = config.template();
  }

  /** Without the app hash, the user still can type the code. */
  @Override
  public SmsOutcome send(PhoneNumber phone, OtpCode code, SmsReference reference) {
    try {
      var verdict = post(SendOtpSms.of(template, phone, code, reference));
      if (template.appHash().isPresent() && verdict.isHashRefused()) {
        log.error("sms refused because of the app hash, sent without it phone={}", phone);
        verdict = post(SendOtpSms.of(template.withoutHash(), phone, code, reference));
      }
      return outcome(verdict, phone);
    } catch (CallFailedException e) {
      log.warn(
          "sms {} reason={} phone={}",
          e.isSent() ? "not answered" : "not sent",
          e.getMessage(),
          phone);
      return e.isSent() ? SmsOutcome.UNCLEAR : SmsOutcome.FAILED;
    }
  }

  private SendOtpSmsVerdict post(SendOtpSms text) {
    return new SendOtpSmsVerdict(client.post("SendOtpSMS", text.json()));
  }

  private static SmsOutcome outcome(SendOtpSmsVerdict verdict, PhoneNumber phone) {
    var outcome = verdict.outcome();
    if (outcome != SmsOutcome.SENT) {
      log.atLevel(verdict.isAlarming() ? Level.ERROR : Level.WARN)
          .log("sms refused code={} phone={}", verdict.code(), phone);
    }
    return outcome;
  }

  @Override
  public boolean hasTaken(SmsReference reference) {
    return delivery(reference).taken();
  }

  /** Asks by our own reference ({@code Type=2}): a lost answer did not tell Ghasedak's id. */
  @Override
  public SmsDelivery delivery(SmsReference reference) {
    var answer = client.get("CheckSmsStatus?Type=2&Ids=" + reference);
    var status = new CheckSmsStatusAnswer(answer);
    if (status.isRefused()) {
      throw GhasedakClient.unavailable(answer);
    }
    return status.delivery(reference);
  }

  @Override
  public void close() {
    client.close();
  }
}
