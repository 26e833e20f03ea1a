/** What the service does for somebody, one class each. */
@NullMarked
package peyk.application;

import org.jspecify.annotations.NullMarked;
