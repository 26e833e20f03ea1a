/** Reads the texts that operators answer to USSD codes: a balance, or the SIM's own number. */
@NullMarked
package peyk.domain.ussd;

import org.jspecify.annotations.NullMarked;
