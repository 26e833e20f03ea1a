/** Limits on what anybody may send without an account. */
@NullMarked
package peyk.application.intake;

import org.jspecify.annotations.NullMarked;
