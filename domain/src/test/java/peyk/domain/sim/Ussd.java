package peyk.domain.sim;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import peyk.domain.ClientAddress;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.device.Imei;
import peyk.domain.sim.UssdMessageRepository.Effect;
import peyk.domain.sim.UssdMessageRepository.Settled;
import peyk.domain.sim.UssdMessageRepository.Waiting;
import peyk.domain.ussd.UssdReading;

/** USSD messages for tests, and what becomes of them. */
public final class Ussd {
  /** When messages come where it does not matter. */
  public static final Instant AT = Instant.parse("2026-11-01T10:00:00.123Z");

  private static final ClientAddress FROM = new ClientAddress("192.0.2.1");

  private Ussd() {}

  public static UssdMessage message(Imei imei, String data) {
    return message(imei, data, AT);
  }

  public static UssdMessage message(Imei imei, String data, Instant at) {
    return message(imei.digits(), data, at);
  }

  public static UssdMessage message(String imei, String data, Instant at) {
    return new UssdMessage(imei, data, FROM, at);
  }

  public static UssdReading balance(long rials) {
    return new UssdReading(OptionalLong.of(rials), Optional.empty());
  }

  public static UssdReading number(String digits) {
    return new UssdReading(OptionalLong.empty(), Optional.of(digits));
  }

  /** Of a message that tells something, with a patch that sets its data as an attribute. */
  public static Settled understood(Waiting waiting, DeviceId device, UssdReading reading) {
    var patch = new DevicePatch(Map.of("told", waiting.message().data()), List.of());
    return new Settled(
        waiting,
        UssdOutcome.UNDERSTOOD,
        Optional.of(device),
        Optional.of(
            new Effect(
                Imei.parse(waiting.message().imei()).orElseThrow(), device, reading, patch)));
  }

  public static Settled without(Waiting waiting, UssdOutcome outcome) {
    return new Settled(waiting, outcome, Optional.empty(), Optional.empty());
  }

  /** Of a message that tells nothing, but whose tracker Traccar knows. */
  public static Settled without(Waiting waiting, UssdOutcome outcome, DeviceId device) {
    return new Settled(waiting, outcome, Optional.of(device), Optional.empty());
  }
}
