package peyk.domain.otp;

class InMemorySmsAccountGatewayTest extends SmsAccountGatewayContract {
  private final InMemorySmsAccountGateway gateway = new InMemorySmsAccountGateway();

  @Override
  protected SmsAccountGateway gateway() {
    return gateway;
  }

  @Override
  protected void credit(long rials) {
    gateway.credit(rials);
  }

  @Override
  protected void approve(String... parameters) {
    gateway.approve(parameters);
  }

  @Override
  protected void refuseKey() {
    gateway.refuseKey();
  }

  @Override
  protected void goDown() {
    gateway.outage().begin();
  }
}
