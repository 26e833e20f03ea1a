/** The audit trail of operators. */
@NullMarked
package peyk.adapters.postgres.operator;

import org.jspecify.annotations.NullMarked;
