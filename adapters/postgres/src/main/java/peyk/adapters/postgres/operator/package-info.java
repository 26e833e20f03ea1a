/** What operators did. */
@NullMarked
package peyk.adapters.postgres.operator;

import org.jspecify.annotations.NullMarked;
