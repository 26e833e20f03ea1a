/** The API of the mobile apps: {@code /api/*}. */
@NullMarked
package peyk.adapters.http.mobile;

import org.jspecify.annotations.NullMarked;
