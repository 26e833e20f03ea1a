/** Traccar accounts: who signs in, what a new account gets, session tokens. */
@NullMarked
package peyk.domain.account;

import org.jspecify.annotations.NullMarked;
