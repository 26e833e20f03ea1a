/** The service's own data in Postgres: repositories, the event inbox, durable jobs. */
@NullMarked
package peyk.adapters.postgres;

import org.jspecify.annotations.NullMarked;
