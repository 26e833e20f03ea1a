/** Checks of the settings and of the systems that this service needs, with advice. */
@NullMarked
package peyk.domain.diagnosis;

import org.jspecify.annotations.NullMarked;
