package peyk.domain.otp;

import java.util.List;
import peyk.domain.Outage;

/** An account at a gateway that is not there. */
public final class InMemorySmsAccountGateway implements SmsAccountGateway {
  private final Outage outage = new Outage();
  private volatile SmsCredit credit = new SmsCredit.Left(0);
  private volatile SmsTemplate template = new SmsTemplate.Unknown();

  public Outage outage() {
    return outage;
  }

  public void credit(long rials) {
    credit = new SmsCredit.Left(rials);
  }

  public void approve(String... parameters) {
    template =
        new SmsTemplate.Approved(List.of(parameters), "%" + String.join("%\n%", parameters) + "%");
  }

  public void refuseKey() {
    credit = new SmsCredit.KeyRefused();
    template = new SmsTemplate.KeyRefused();
  }

  @Override
  public SmsCredit credit() {
    outage.check();
    return credit;
  }

  @Override
  public SmsTemplate template() {
    outage.check();
    return template;
  }
}
