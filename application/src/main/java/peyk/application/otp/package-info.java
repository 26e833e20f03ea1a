/** Sign-in with a code that comes by text message. */
@NullMarked
package peyk.application.otp;

import org.jspecify.annotations.NullMarked;
