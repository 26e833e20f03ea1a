/** Whether all that this service needs would work, and what to do if not. */
@NullMarked
package peyk.domain.diagnosis;

import org.jspecify.annotations.NullMarked;
