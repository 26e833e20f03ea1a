/** The state of a tracker, for operators. */
@NullMarked
package peyk.application.overview;

import org.jspecify.annotations.NullMarked;
