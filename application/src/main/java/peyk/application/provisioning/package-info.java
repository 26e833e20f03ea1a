/** Provisioning of trackers that come online for the first time. */
@NullMarked
package peyk.application.provisioning;

import org.jspecify.annotations.NullMarked;
