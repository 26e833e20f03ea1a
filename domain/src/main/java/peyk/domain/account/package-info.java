/** Traccar accounts: logins, defaults of new accounts, session tokens. */
@NullMarked
package peyk.domain.account;

import org.jspecify.annotations.NullMarked;
