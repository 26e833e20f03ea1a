/** Durable jobs as those see them who run the service. */
@NullMarked
package peyk.domain.job;

import org.jspecify.annotations.NullMarked;
