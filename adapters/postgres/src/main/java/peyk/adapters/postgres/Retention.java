package peyk.adapters.postgres;

import java.time.Duration;

/**
 * How long things are kept that are done with.
 *
 * @param events answers of trackers that were handled; for that long they are known when they are
 *     heard once more
 * @param ussdMessages USSD messages that were handled
 * @param simReadings what was learnt of SIMs; the latest of each is always kept
 * @param commands to trackers that were sent, or will never be
 * @param firmwareDecisions how trackers were answered that asked for newer firmware
 */
public record Retention(
    Duration events,
    Duration ussdMessages,
    Duration simReadings,
    Duration commands,
    Duration firmwareDecisions) {}
