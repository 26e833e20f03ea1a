/** Identity of callers, and the Traccar users of phones. */
@NullMarked
package peyk.application.account;

import org.jspecify.annotations.NullMarked;
