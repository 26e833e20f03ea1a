package peyk.adapters.http.admin;

import peyk.application.firmware.ControlRelease;
import peyk.application.firmware.ExplainFirmware;
import peyk.application.firmware.ImportReleases;
import peyk.application.firmware.PrepareRelease;
import peyk.application.schedule.ControlSchedules;
import peyk.application.sim.ShowBalances;
import peyk.application.subscription.WatchSubscription;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.DownloadRepository;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.ReleaseRepository;

/** What operators can ask for; the repositories are only read. */
public record AdminApi(
    ReleaseRepository releases,
    PrepareRelease prepare,
    ControlRelease steer,
    ImportReleases importReleases,
    ExplainFirmware explain,
    DecisionRepository decisions,
    OfferRepository offers,
    DownloadRepository downloads,
    ShowBalances balances,
    WatchSubscription hearing,
    ControlSchedules schedules,
    FleetApi fleet) {}
