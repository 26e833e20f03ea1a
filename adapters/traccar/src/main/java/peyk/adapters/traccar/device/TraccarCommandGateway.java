package peyk.adapters.traccar.device;

import java.util.Map;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.device.CommandGateway;
import peyk.domain.device.CommandOutcome;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;

/** Sends commands to trackers through a Traccar server. */
public record TraccarCommandGateway(TraccarClient client) implements CommandGateway {
  private static final int SENT = 200;

  /** {@inheritDoc} Another success than 200 means that Traccar queued the command. */
  @Override
  public CommandOutcome send(DeviceId device, CommandText command) {
    var body =
        Map.of(
            "deviceId", device.value(),
            "type", "custom",
            "attributes", Map.of("data", command.value(), "noQueue", true));
    var response = client.send(ApiRequest.post("send command", "/commands/send", body));
    return response.status() == SENT ? CommandOutcome.SENT : CommandOutcome.REFUSED;
  }
}
