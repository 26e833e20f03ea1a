/** Text that people and trackers write: digits of three scripts, JSON as Python writes it. */
@NullMarked
package peyk.domain.text;

import org.jspecify.annotations.NullMarked;
