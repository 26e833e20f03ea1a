/** What is true about sign-ins, trackers, SIM cards and firmware, whoever asks. */
@NullMarked
package peyk.domain;

import org.jspecify.annotations.NullMarked;
