/** What trackers tell of their SIM cards. */
@NullMarked
package peyk.application.sim;

import org.jspecify.annotations.NullMarked;
