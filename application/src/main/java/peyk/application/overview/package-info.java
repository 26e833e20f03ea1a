/** What is going on with a tracker, for those who run the service. */
@NullMarked
package peyk.application.overview;

import org.jspecify.annotations.NullMarked;
