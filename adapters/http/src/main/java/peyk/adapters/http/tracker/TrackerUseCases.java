package peyk.adapters.http.tracker;

import java.util.Optional;
import peyk.application.firmware.OfferFirmware;
import peyk.application.sim.RecordUssd;
import peyk.domain.firmware.LinkTemplate;

/**
 * What trackers can ask for and pass on.
 *
 * @param links where trackers find releases whose parts are here; empty = nowhere
 */
public record TrackerUseCases(
    RecordUssd recordUssd, OfferFirmware offerFirmware, Optional<LinkTemplate> links) {}
