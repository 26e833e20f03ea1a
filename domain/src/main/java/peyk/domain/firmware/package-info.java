/** Firmware of trackers: releases, rollouts, decisions and offers. */
@NullMarked
package peyk.domain.firmware;

import org.jspecify.annotations.NullMarked;
