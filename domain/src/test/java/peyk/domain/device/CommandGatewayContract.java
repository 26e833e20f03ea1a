package peyk.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.Login;

/** What every {@link CommandGateway} does, whatever it is made of. */
public abstract class CommandGatewayContract {
  private static final CommandText COMMAND = new CommandText("getver");

  protected abstract CommandGateway commands();

  /** A device whose tracker is connected, another one each time. */
  protected abstract DeviceId connected();

  protected abstract void disconnect(DeviceId device);

  protected abstract void connect(DeviceId device);

  /** The commands that its tracker got, in order. */
  protected abstract List<String> got(DeviceId device);

  /** From now on Traccar cannot be asked. */
  protected abstract void breakDown();

  @Test
  void a_connected_tracker_gets_the_command() {
    var car = connected();
    var other = connected();
    assertThat(commands().send(car, COMMAND)).isEqualTo(CommandOutcome.SENT);
    assertThat(got(car)).containsExactly("getver");
    assertThat(got(other)).isEmpty();
  }

  @Test
  void commands_arrive_in_order_and_letter_by_letter() {
    var car = connected();
    var registration = TrackerCommand.registration(new Login("09120000001"), Optional.of("رمز 1"));
    commands().send(car, registration);
    commands().send(car, new CommandText("qssd:*140*11#"));
    assertThat(got(car)).containsExactly(registration.value(), "qssd:*140*11#");
  }

  @Test
  void a_tracker_that_is_not_connected_is_sent_nothing_not_even_later() {
    var car = connected();
    disconnect(car);
    assertThat(commands().send(car, COMMAND)).isEqualTo(CommandOutcome.REFUSED);
    connect(car);
    assertThat(commands().send(car, new CommandText("getimsi"))).isEqualTo(CommandOutcome.SENT);
    assertThat(got(car)).containsExactly("getimsi");
  }

  @Test
  void an_outage_does_not_look_like_a_refusal() {
    var car = connected();
    breakDown();
    assertThatThrownBy(() -> commands().send(car, COMMAND))
        .isInstanceOf(GatewayUnavailableException.class);
  }
}
