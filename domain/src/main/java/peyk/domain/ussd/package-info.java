/**
 * Reads the answers of operators to USSD codes: a balance, or the own number of a SIM. {@code
 * docs/ussd.md} follows a message through each step.
 */
@NullMarked
package peyk.domain.ussd;

import org.jspecify.annotations.NullMarked;
