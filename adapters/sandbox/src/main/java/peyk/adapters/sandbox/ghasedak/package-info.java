/** A simulated Ghasedak SMS gateway, which keeps every text in an inbox. */
@NullMarked
package peyk.adapters.sandbox.ghasedak;

import org.jspecify.annotations.NullMarked;
