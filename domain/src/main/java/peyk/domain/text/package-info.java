/** Text of people and trackers: digits of three scripts, local dates, JSON as Python writes it. */
@NullMarked
package peyk.domain.text;

import org.jspecify.annotations.NullMarked;
