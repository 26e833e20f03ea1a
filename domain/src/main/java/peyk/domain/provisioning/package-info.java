/** What a tracker is asked when it comes online for the first time. */
@NullMarked
package peyk.domain.provisioning;

import org.jspecify.annotations.NullMarked;
