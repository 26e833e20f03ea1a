package peyk.adapters.traccar.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.traccar.TestConfigs;
import peyk.adapters.traccar.TraccarFixture;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.device.CommandGateway;
import peyk.domain.device.CommandGatewayContract;
import peyk.domain.device.CommandOutcome;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;

class TraccarCommandGatewayTest extends CommandGatewayContract {
  private final TraccarFixture neighbour = TraccarFixture.start();
  private final TraccarCommandGateway commands = new TraccarCommandGateway(neighbour.client());

  @AfterEach
  void close() {
    neighbour.close();
  }

  @Override
  protected CommandGateway commands() {
    return commands;
  }

  @Override
  protected DeviceId connected() {
    var device = neighbour.aDevice();
    connect(device);
    return device;
  }

  @Override
  protected void disconnect(DeviceId device) {
    neighbour.traccar().disconnect(TraccarFixture.imei(device));
  }

  @Override
  protected void connect(DeviceId device) {
    neighbour.traccar().connect(TraccarFixture.imei(device));
  }

  @Override
  protected List<String> got(DeviceId device) {
    return neighbour.traccar().commandsSentTo(TraccarFixture.imei(device));
  }

  @Override
  protected void breakDown() {
    neighbour.traccar().goDown();
  }

  @Test
  void a_device_that_does_not_exist_is_sent_nothing() {
    assertThat(commands.send(new DeviceId(987_654_321), new CommandText("getver")))
        .isEqualTo(CommandOutcome.REFUSED);
  }

  @Test
  void a_command_whose_answer_got_lost_is_not_sent_again() {
    var car = connected();
    neighbour.traccar().requests().cutAfter("POST", "/api/commands/send", 1);
    assertThatThrownBy(() -> commands.send(car, new CommandText("getver")))
        .isInstanceOf(GatewayUnavailableException.class);
    assertThat(got(car)).containsExactly("getver");
  }

  @Test
  void a_command_that_takes_too_long_may_have_been_sent() {
    var car = connected();
    neighbour.traccar().requests().hangAfter("POST", "/api/commands/send");
    try (var client =
        neighbour.anotherClient(c -> TestConfigs.requestTimeout(c, Duration.ofMillis(300)))) {
      assertThatThrownBy(
              () -> new TraccarCommandGateway(client).send(car, new CommandText("getver")))
          .isInstanceOf(GatewayUnavailableException.class);
    }
    neighbour.traccar().requests().releaseHanging();
  }
}
