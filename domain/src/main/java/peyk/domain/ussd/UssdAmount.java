package peyk.domain.ussd;

import java.util.OptionalLong;

/**
 * Money in a text.
 *
 * @param from the first of its tokens
 * @param to the one after the last
 * @param rials unknown if the amount is truncated or ambiguous
 */
record UssdAmount(int from, int to, OptionalLong rials) {}
