/** Who a caller is, and what a new user gets. */
@NullMarked
package peyk.application.account;

import org.jspecify.annotations.NullMarked;
