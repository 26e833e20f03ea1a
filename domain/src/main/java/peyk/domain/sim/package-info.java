/** SIM cards: operators, balance and number attributes. */
@NullMarked
package peyk.domain.sim;

import org.jspecify.annotations.NullMarked;
