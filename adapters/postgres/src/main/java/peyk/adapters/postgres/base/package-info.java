/** How the repositories reach Postgres: connections, columns, locks, shared commits. */
@NullMarked
package peyk.adapters.postgres.base;

import org.jspecify.annotations.NullMarked;
