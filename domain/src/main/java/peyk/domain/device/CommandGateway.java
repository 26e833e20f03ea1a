package peyk.domain.device;

/**
 * Sends commands to trackers. Throws {@link peyk.domain.GatewayUnavailableException} if Traccar
 * cannot be asked.
 */
public interface CommandGateway {
  /** Sends a custom command now or not at all ({@code noQueue}). */
  CommandOutcome send(DeviceId device, CommandText command);
}
