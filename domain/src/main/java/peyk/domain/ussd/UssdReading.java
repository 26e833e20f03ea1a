package peyk.domain.ussd;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The facts about a SIM in an operator's answer to a USSD code.
 *
 * @param balance in rials; may be negative
 * @param number the SIM's own number, as ASCII digits as they were sent
 */
public record UssdReading(OptionalLong balance, Optional<String> number) {
  /** The reading of an answer that says neither. */
  public static UssdReading nothing() {
    return new UssdReading(OptionalLong.empty(), Optional.empty());
  }

  public boolean isEmpty() {
    return balance.isEmpty() && number.isEmpty();
  }

  /** This reading, with the values of a later one in place of its own. */
  UssdReading updatedBy(UssdReading later) {
    return new UssdReading(
        later.balance.isPresent() ? later.balance : balance,
        later.number.isPresent() ? later.number : number);
  }
}
