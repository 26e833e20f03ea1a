/** The durable jobs: their rows, the worker that runs them, and how they are woken. */
@NullMarked
package peyk.adapters.postgres.job;

import org.jspecify.annotations.NullMarked;
