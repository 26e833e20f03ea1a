/** {@code peyk doctor}: diagnoses everything that the service needs. */
@NullMarked
package peyk.bootstrap.doctor;

import org.jspecify.annotations.NullMarked;
