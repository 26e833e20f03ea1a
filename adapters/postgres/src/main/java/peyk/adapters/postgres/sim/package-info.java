/** USSD messages, and the balances and numbers that were learnt of SIM cards. */
@NullMarked
package peyk.adapters.postgres.sim;

import org.jspecify.annotations.NullMarked;
