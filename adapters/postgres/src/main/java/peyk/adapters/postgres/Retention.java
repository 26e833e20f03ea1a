package peyk.adapters.postgres;

import java.time.Duration;

/**
 * How long finished things are kept.
 *
 * @param events handled answers of trackers; until then, an answer that arrives again is recognised
 * @param ussdMessages handled USSD messages
 * @param simReadings balances and numbers of SIMs; the latest of each SIM is always kept
 * @param commands to trackers that were sent, or never will be
 * @param firmwareDecisions answers to trackers that asked for newer firmware, and offers; those
 *     that were taken count for their release afterwards too
 * @param audit what operators changed
 * @param mostRows of USSD messages, of readings of SIMs, of decisions about firmware, and of what
 *     operators changed
 */
public record Retention(
    Duration events,
    Duration ussdMessages,
    Duration simReadings,
    Duration commands,
    Duration firmwareDecisions,
    Duration audit,
    long mostRows) {}
