/** Settings, wiring and the command line. */
@NullMarked
package peyk.bootstrap;

import org.jspecify.annotations.NullMarked;
