package peyk.domain.sim;

import java.util.Optional;

/**
 * A mobile network operator.
 *
 * @param imsiPrefix the mobile country and network code (ITU-T E.212) that its IMSIs begin with
 * @param balanceCode the USSD code that asks for the balance, if it has one
 * @param numberCode the USSD code that asks for the SIM's own number, if it has one
 */
public record Operator(
    String imsiPrefix, String name, Optional<String> balanceCode, Optional<String> numberCode) {
  /** Asks for the SIM's number where nothing is known of its operator. */
  public static final String USUAL_NUMBER_CODE = "*733*2#";
}
