/** The time that replicas agree upon, and pauses between tries. */
@NullMarked
package peyk.domain.time;

import org.jspecify.annotations.NullMarked;
