package peyk.adapters.ghasedak;

import java.util.List;
import peyk.application.otp.SmsAccess;
import peyk.domain.diagnosis.Finding;
import peyk.domain.diagnosis.SmsDiagnosis;
import peyk.domain.diagnosis.SmsPlan;

/** Ghasedak with the settings of one account and one template. */
record GhasedakAccess(GhasedakConfig config, int codeDigits) implements SmsAccess {
  @Override
  public Connection connect() {
    return new Calls(new GhasedakSmsGateway(config), new GhasedakAccountGateway(config));
  }

  @Override
  public List<Finding> remarks() {
    return diagnosis().oddHash().stream().toList();
  }

  @Override
  public List<Finding> diagnose() {
    try (var account = new GhasedakAccountGateway(config)) {
      return diagnosis().findings(account.credit(), account.template());
    }
  }

  private SmsDiagnosis diagnosis() {
    var template = config.template();
    return new SmsDiagnosis(
        new SmsPlan(
            template.name(),
            template.codeParameter(),
            template.hashParameter(),
            template.appHash(),
            codeDigits));
  }

  private record Calls(GhasedakSmsGateway gateway, GhasedakAccountGateway account)
      implements Connection {
    @Override
    public void close() {
      gateway.close();
      account.close();
    }
  }
}
