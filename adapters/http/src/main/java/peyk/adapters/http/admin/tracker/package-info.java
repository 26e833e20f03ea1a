/** Operations of the admin API on trackers, their SIMs and commands. */
@NullMarked
package peyk.adapters.http.admin.tracker;

import org.jspecify.annotations.NullMarked;
