/** Releases, their parts, and how trackers were offered them. */
@NullMarked
package peyk.adapters.postgres.firmware;

import org.jspecify.annotations.NullMarked;
