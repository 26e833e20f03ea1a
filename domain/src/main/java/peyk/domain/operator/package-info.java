/** People and programs that run the service: who they are, and what they may do. */
@NullMarked
package peyk.domain.operator;

import org.jspecify.annotations.NullMarked;
