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
 * The questions to a tracker about its SIM card.
 *
 * @param balanceAge a younger balance is not asked for
 * @param dates reads {@code balance_ts}
 */
public record SimQuestions(MobileOperators operators, Duration balanceAge, LocalDates dates) {
  /** The question for an unknown IMSI, else those of {@link #numberAndBalance}. */
  public List<CommandText> all(Device device, Instant now) {
    return device.has(Attributes.IMSI)
        ? numberAndBalance(device, now)
        : List.of(TrackerCommand.GET_IMSI);
  }

  /** The questions for an unknown number and an old balance. */
  public List<CommandText> numberAndBalance(Device device, Instant now) {
    return Stream.of(number(device), balance(device, now)).flatMap(Optional::stream).toList();
  }

  /** Empty if the number is known or the operator has no code for it. */
  public Optional<CommandText> number(Device device) {
    if (Attributes.SIM_NUMBERS.stream().anyMatch(device::has)) {
      return Optional.empty();
    }
    var operator = operator(device);
    var code =
        operator.isPresent()
            ? operator.flatMap(MobileOperator::numberCode)
            : Optional.of(MobileOperator.USUAL_NUMBER_CODE);
    return code.map(TrackerCommand::ussd);
  }

  /** Empty if the balance is recent or the operator has no code for it. */
  public Optional<CommandText> balance(Device device, Instant now) {
    if (isYoung(device, now)) {
      return Optional.empty();
    }
    return operator(device).flatMap(MobileOperator::balanceCode).map(TrackerCommand::ussd);
  }

  /** The question of {@link #balance}, or that for an unknown IMSI, on which it depends. */
  public Optional<CommandText> balanceOrImsi(Device device, Instant now) {
    return device.has(Attributes.IMSI) || isYoung(device, now)
        ? balance(device, now)
        : Optional.of(TrackerCommand.GET_IMSI);
  }

  private Optional<MobileOperator> operator(Device device) {
    return device.text(Attributes.IMSI).flatMap(operators::of);
  }

  private boolean isYoung(Device device, Instant now) {
    return dates.isYoungerThan(balanceAge, device.text(Attributes.BALANCE_TIME), now);
  }
}
