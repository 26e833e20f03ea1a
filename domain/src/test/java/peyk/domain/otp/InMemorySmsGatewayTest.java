package peyk.domain.otp;

import java.util.List;

class InMemorySmsGatewayTest extends SmsGatewayContract {
  private final InMemorySmsGateway gateway = new InMemorySmsGateway();

  @Override
  protected SmsGateway gateway() {
    return gateway;
  }

  @Override
  protected void refuseNext() {
    gateway.willMeet(InMemorySmsGateway.Fate.REFUSED);
  }

  @Override
  protected void loseNextAnswer() {
    gateway.willMeet(InMemorySmsGateway.Fate.ANSWER_LOST);
  }

  @Override
  protected void goDown() {
    gateway.goDown();
  }

  @Override
  protected List<String> taken() {
    return gateway.texts().stream()
        .map(text -> text.phone().canonical() + ":" + text.code().digits())
        .toList();
  }
}
