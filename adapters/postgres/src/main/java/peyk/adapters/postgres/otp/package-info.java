/** Login codes: requests, challenges, and the welcome of new accounts. */
@NullMarked
package peyk.adapters.postgres.otp;

import org.jspecify.annotations.NullMarked;
