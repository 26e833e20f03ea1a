/** Firmware of trackers: releases, who gets them, and what became of it. */
@NullMarked
package peyk.domain.firmware;

import org.jspecify.annotations.NullMarked;
