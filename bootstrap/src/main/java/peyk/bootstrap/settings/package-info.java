/** The operator's settings: reading and checking. */
@NullMarked
package peyk.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
