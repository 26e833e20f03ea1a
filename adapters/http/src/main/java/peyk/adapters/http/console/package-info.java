/** The operator's console: pages for people, on the admin port. */
@NullMarked
package peyk.adapters.http.console;

import org.jspecify.annotations.NullMarked;
