/** Operations of the admin API on firmware releases. */
@NullMarked
package peyk.adapters.http.admin.firmware;

import org.jspecify.annotations.NullMarked;
