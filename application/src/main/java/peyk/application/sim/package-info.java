/** SIM cards of trackers: USSD messages and balances. */
@NullMarked
package peyk.application.sim;

import org.jspecify.annotations.NullMarked;
