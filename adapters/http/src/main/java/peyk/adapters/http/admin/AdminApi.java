package peyk.adapters.http.admin;

import peyk.application.firmware.ExplainFirmware;
import peyk.application.firmware.ImportReleases;
import peyk.application.firmware.PrepareRelease;
import peyk.application.firmware.SteerRelease;
import peyk.application.schedule.SteerSchedules;
import peyk.application.sim.WatchBalances;
import peyk.application.tracker.WatchHearing;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.DownloadRepository;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.ReleaseRepository;

/** What operators can ask for; the repositories are only read. */
public record AdminApi(
    ReleaseRepository releases,
    PrepareRelease prepare,
    SteerRelease steer,
    ImportReleases importReleases,
    ExplainFirmware explain,
    DecisionRepository decisions,
    OfferRepository offers,
    DownloadRepository downloads,
    WatchBalances balances,
    WatchHearing hearing,
    SteerSchedules schedules,
    FleetApi fleet) {}
