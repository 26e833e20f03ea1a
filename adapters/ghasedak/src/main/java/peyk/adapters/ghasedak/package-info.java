/** Text messages through the Ghasedak gateway. */
@NullMarked
package peyk.adapters.ghasedak;

import org.jspecify.annotations.NullMarked;
