/** {@code peyk backup} and {@code peyk restore}. */
@NullMarked
package peyk.bootstrap.backup;

import org.jspecify.annotations.NullMarked;
