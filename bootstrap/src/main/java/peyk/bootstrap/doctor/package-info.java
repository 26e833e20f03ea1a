/** {@code peyk doctor}: looks whether all that the service needs would work. */
@NullMarked
package peyk.bootstrap.doctor;

import org.jspecify.annotations.NullMarked;
