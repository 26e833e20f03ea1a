package peyk.bootstrap.doctor;

import java.util.List;
import peyk.adapters.ghasedak.GhasedakAccountGateway;
import peyk.bootstrap.settings.Settings;
import peyk.domain.checkup.Finding;
import peyk.domain.checkup.SmsCheckup;

/** Looks at the account and the template at the SMS gateway; no text is sent. */
final class SmsExamination {
  private SmsExamination() {}

  static List<Finding> look(Settings settings) {
    try (var gateway = new GhasedakAccountGateway(settings.sms())) {
      return new SmsCheckup(settings.smsPlan()).findings(gateway.credit(), gateway.template());
    }
  }
}
