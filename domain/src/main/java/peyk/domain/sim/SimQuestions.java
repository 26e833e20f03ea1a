package peyk.domain.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import peyk.domain.device.Attributes;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.device.TrackerCommand;
import peyk.domain.text.LocalDates;

/**
 * What a tracker is to be asked about its SIM card, given what is known.
 *
 * @param balanceAge a balance younger than this is not asked for again
 * @param dates how {@code balance_ts} is written
 */
public record SimQuestions(Operators operators, Duration balanceAge, LocalDates dates) {
  /** The IMSI if it is unknown, else what {@link #numberAndBalance} asks. */
  public List<CommandText> all(Device device, Instant now) {
    return device.has(Attributes.IMSI)
        ? numberAndBalance(device, now)
        : List.of(TrackerCommand.GET_IMSI);
  }

  /**
   * The SIM's number if it is unknown, and the balance if it is old and the operator can be asked.
   */
  public List<CommandText> numberAndBalance(Device device, Instant now) {
    return Stream.of(number(device), balance(device, now)).flatMap(Optional::stream).toList();
  }

  /** The question for the SIM's number, unless it is known or there is no code that asks for it. */
  public Optional<CommandText> number(Device device) {
    if (Attributes.SIM_NUMBERS.stream().anyMatch(device::has)) {
      return Optional.empty();
    }
    var operator = operator(device);
    var code =
        operator.isPresent()
            ? operator.flatMap(Operator::numberCode)
            : Optional.of(Operator.USUAL_NUMBER_CODE);
    return code.map(TrackerCommand::ussd);
  }

  /** The question for the balance, unless it is young or there is no code that asks for it. */
  public Optional<CommandText> balance(Device device, Instant now) {
    if (isYoung(device, now)) {
      return Optional.empty();
    }
    return operator(device).flatMap(Operator::balanceCode).map(TrackerCommand::ussd);
  }

  /** What {@link #balance} asks, or the IMSI, on which that depends, if it is unknown. */
  public Optional<CommandText> balanceOrImsi(Device device, Instant now) {
    return device.has(Attributes.IMSI) || isYoung(device, now)
        ? balance(device, now)
        : Optional.of(TrackerCommand.GET_IMSI);
  }

  private Optional<Operator> operator(Device device) {
    return device.text(Attributes.IMSI).flatMap(operators::of);
  }

  private boolean isYoung(Device device, Instant now) {
    return device
        .text(Attributes.BALANCE_TIME)
        .flatMap(dates::readYearFirst)
        .filter(asked -> now.isBefore(asked.plus(balanceAge)))
        .isPresent();
  }
}
