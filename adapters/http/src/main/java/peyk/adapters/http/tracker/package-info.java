/** The paths of trackers, {@code *.php}, and HTTP as modem firmware speaks it. */
@NullMarked
package peyk.adapters.http.tracker;

import org.jspecify.annotations.NullMarked;
