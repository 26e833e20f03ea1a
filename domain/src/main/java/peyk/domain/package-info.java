/** The rules about sign-ins, trackers, SIM cards and firmware. */
@NullMarked
package peyk.domain;

import org.jspecify.annotations.NullMarked;
