/** One-time codes: phone numbers, challenges, limits and the rules about them. */
@NullMarked
package peyk.domain.otp;

import org.jspecify.annotations.NullMarked;
