/** Durable jobs, as operators see them. */
@NullMarked
package peyk.domain.job;

import org.jspecify.annotations.NullMarked;
