/** The HTTP server with its two listeners: one for clients, one for operators. */
@NullMarked
package peyk.adapters.http;

import org.jspecify.annotations.NullMarked;
