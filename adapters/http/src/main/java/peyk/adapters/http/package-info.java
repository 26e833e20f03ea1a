/** The HTTP front: the mobile API, the legacy paths and the admin API. */
@NullMarked
package peyk.adapters.http;

import org.jspecify.annotations.NullMarked;
