/** What the person who runs the service can set, and how it is read and checked. */
@NullMarked
package peyk.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
