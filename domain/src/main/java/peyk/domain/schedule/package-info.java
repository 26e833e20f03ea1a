/** Commands that trackers are sent again and again, without anybody asking. */
@NullMarked
package peyk.domain.schedule;

import org.jspecify.annotations.NullMarked;
