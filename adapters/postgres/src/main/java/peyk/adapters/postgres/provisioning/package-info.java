/** The provisioning of new trackers. */
@NullMarked
package peyk.adapters.postgres.provisioning;

import org.jspecify.annotations.NullMarked;
