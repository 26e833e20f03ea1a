/** The admin API: what those who run the service see and steer. */
@NullMarked
package peyk.adapters.http.admin;

import org.jspecify.annotations.NullMarked;
