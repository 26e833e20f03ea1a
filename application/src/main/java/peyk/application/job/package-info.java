/** Work that outlives a request. */
@NullMarked
package peyk.application.job;

import org.jspecify.annotations.NullMarked;
