/** Registration of trackers, and writing their changes to Traccar. */
@NullMarked
package peyk.application.device;

import org.jspecify.annotations.NullMarked;
