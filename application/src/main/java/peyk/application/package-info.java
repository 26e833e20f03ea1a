/** Use cases, one class each. */
@NullMarked
package peyk.application;

import org.jspecify.annotations.NullMarked;
