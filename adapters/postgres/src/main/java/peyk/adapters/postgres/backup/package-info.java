/** The content of a backup: its file, how it is read from a database and written into one. */
@NullMarked
package peyk.adapters.postgres.backup;

import org.jspecify.annotations.NullMarked;
