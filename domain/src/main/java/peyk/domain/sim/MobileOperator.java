package peyk.domain.sim;

import java.util.Optional;

/**
 * A mobile network operator. Its codes stand in mobile-operators.yaml.
 *
 * @param imsiPrefix the mobile country and network code (ITU-T E.212) of its IMSIs
 * @param balanceCode the USSD code that asks for the balance, if any
 * @param numberCode the USSD code that asks for the SIM's number, if any
 */
public record MobileOperator(
    String imsiPrefix, String name, Optional<String> balanceCode, Optional<String> numberCode) {
  /** The USSD code for the SIM's number if the operator is unknown. */
  public static final String USUAL_NUMBER_CODE = "*733*2#";
}
