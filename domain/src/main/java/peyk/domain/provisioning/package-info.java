/** The questions to a tracker that comes online for the first time. */
@NullMarked
package peyk.domain.provisioning;

import org.jspecify.annotations.NullMarked;
