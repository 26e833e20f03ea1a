package peyk.bootstrap.doctor;

import java.util.List;
import peyk.adapters.ghasedak.GhasedakAccountGateway;
import peyk.bootstrap.settings.Settings;
import peyk.domain.diagnosis.Finding;
import peyk.domain.diagnosis.SmsDiagnosis;

/** Diagnoses the account and the template at the SMS gateway. It sends no text. */
final class SmsChecks {
  private SmsChecks() {}

  static List<Finding> look(Settings settings) {
    try (var gateway = new GhasedakAccountGateway(settings.signIn().sms())) {
      return new SmsDiagnosis(settings.signIn().smsPlan())
          .findings(gateway.credit(), gateway.template());
    }
  }
}
