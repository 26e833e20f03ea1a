/** The server process of the embedded database and the lock on its directory. */
@NullMarked
package peyk.adapters.postgres.embedded;

import org.jspecify.annotations.NullMarked;
