package peyk.domain.diagnosis;

import static peyk.domain.diagnosis.Area.SMS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import peyk.domain.otp.SmsCredit;
import peyk.domain.otp.SmsLength;
import peyk.domain.otp.SmsTemplate;

/** Turns the facts about the account and the template at the SMS gateway into findings. */
public record SmsDiagnosis(SmsPlan plan) {
  /** The approximate price of a message, in rials. */
  private static final long PRICE = 850;

  private static final int FEW_TEXTS = 100;

  /** The longest text that Android's SMS Retriever reads. */
  private static final int RETRIEVER_BYTES = 140;

  /** The SMS Retriever's hash has 11 base 64 letters. */
  private static final int HASH_LENGTH = 11;

  /** All findings, including good ones, in a stable order. */
  public List<Finding> findings(SmsCredit credit, SmsTemplate template) {
    if (credit instanceof SmsCredit.KeyRefused || template instanceof SmsTemplate.KeyRefused) {
      return List.of(keyRefused());
    }
    var length = length(template);
    var findings = new ArrayList<Finding>();
    findings.add(credit(credit, length.map(SmsLength::parts).orElse(1)));
    findings.add(template(template));
    if (template instanceof SmsTemplate.Approved) {
      findings.add(length.map(this::length).orElseGet(SmsDiagnosis::noPlaceForTheCode));
    }
    oddHash().ifPresent(findings::add);
    return findings;
  }

  private static Finding keyRefused() {
    return SMS.fault(
        "sms_key_refused",
        "it refuses the key",
        "take the key from the gateway's panel, and set SMS_KEY");
  }

  private static Finding credit(SmsCredit credit, int parts) {
    return switch (credit) {
      case SmsCredit.Left(var rials) -> left(rials, PRICE * parts);
      case SmsCredit.KeyRefused() -> keyRefused();
      case SmsCredit.Refused(var code) -> refused("sms_credit_refused", "its credit", code);
    };
  }

  private static Finding left(long rials, long price) {
    var texts = rials / price;
    if (texts < 1) {
      return SMS.fault(
          "sms_credit_used_up",
          "its credit is used up: %d rials, and a text costs about %d".formatted(rials, price),
          "charge the account at the gateway");
    }
    var sentence = "its credit is %d rials, enough for about %d texts".formatted(rials, texts);
    return texts < FEW_TEXTS
        ? SMS.note("sms_credit_low", sentence, "charge the account at the gateway")
        : SMS.ok("sms_credit", sentence);
  }

  private Finding template(SmsTemplate template) {
    return switch (template) {
      case SmsTemplate.Approved(var parameters, _) -> parameters(parameters);
      case SmsTemplate.Unknown() ->
          SMS.fault(
              "sms_template_unknown",
              "it has no approved template %s".formatted(plan.template()),
              "have the template approved in the gateway's panel, or set SMS_TEMPLATE to the name of one that is");
      case SmsTemplate.KeyRefused() -> keyRefused();
      case SmsTemplate.Refused(var code) -> refused("sms_template_refused", "the template", code);
    };
  }

  private Finding parameters(List<String> approved) {
    var sent = plan.parameters();
    if (approved.size() == sent.size() && approved.containsAll(sent)) {
      return SMS.ok(
          "sms_template",
          "template %s is approved, with the parameters %s"
              .formatted(plan.template(), String.join(", ", sent)));
    }
    return SMS.fault(
        "sms_template_mismatch",
        "template %s has the parameters %s, but %s are filled in"
            .formatted(plan.template(), String.join(", ", approved), String.join(", ", sent)),
        approved.size() > sent.size()
            ? "set SMS_HASH if the template has a parameter for the app hash, and"
                + " SMS_CODE_PARAMETER and SMS_HASH_PARAMETER to the names of its parameters"
            : "set SMS_CODE_PARAMETER and SMS_HASH_PARAMETER to the names of the template's"
                + " parameters, and no SMS_HASH if it has none for that");
  }

  private Optional<SmsLength> length(SmsTemplate template) {
    return template instanceof SmsTemplate.Approved(_, var text)
        ? plan.filledIn(text).map(SmsLength::of)
        : Optional.empty();
  }

  private Finding length(SmsLength length) {
    var sentence =
        "the longest text has %d characters in %s, %d bytes: %d SMS"
            .formatted(
                length.characters(),
                length.plain() ? "GSM-7" : "UCS-2",
                length.bytes(),
                length.parts());
    if (plan.hash().isPresent() && length.bytes() > RETRIEVER_BYTES) {
      return SMS.fault(
          "sms_text_too_long",
          sentence
              + "; Android's SMS Retriever reads no more than %d bytes".formatted(RETRIEVER_BYTES),
          "shorten the text of the template in the gateway's panel");
    }
    return length.parts() > 1
        ? SMS.note("sms_text_long", sentence, "a shorter text would cost less")
        : SMS.ok("sms_text", sentence);
  }

  private static Finding noPlaceForTheCode() {
    return SMS.note(
        "sms_text_unknown",
        "it does not tell where in the text the code goes, so its length is not known");
  }

  /** The app hash is known without asking the gateway. */
  public Optional<Finding> oddHash() {
    return plan.hash().flatMap(SmsDiagnosis::oddHash);
  }

  private static Optional<Finding> oddHash(String hash) {
    if (hash.length() != HASH_LENGTH) {
      return Optional.of(
          SMS.note(
              "sms_hash_length",
              "the app hash has %d characters; those of the SMS Retriever have %d"
                  .formatted(hash.length(), HASH_LENGTH),
              "compare SMS_HASH with what the app computes"));
    }
    return hash.matches("[A-Za-z0-9]+")
        ? Optional.empty()
        : Optional.of(
            SMS.note(
                "sms_hash_letters",
                "the app hash has other characters than letters and digits, which the gateway may"
                    + " refuse; then codes go out without it",
                "try it once; if texts fail, sign the app with another key, which gives another hash"));
  }

  private static Finding refused(String code, String what, int number) {
    return SMS.fault(
        code,
        "it refuses to tell %s (code %d)".formatted(what, number),
        number == 416
            ? "have the address of this machine allowed in the gateway's panel"
            : "look into the gateway's panel, or ask the gateway's support what that code means");
  }
}
