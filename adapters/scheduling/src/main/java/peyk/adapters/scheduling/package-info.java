/** The ticks of the clock that set use cases going. */
@NullMarked
package peyk.adapters.scheduling;

import org.jspecify.annotations.NullMarked;
