package peyk.adapters.http.admin;

import peyk.application.command.CancelCommand;
import peyk.application.command.OrderCommand;
import peyk.application.device.LocateTracker;
import peyk.application.overview.DescribeTracker;
import peyk.application.provisioning.RestartProvisioning;
import peyk.domain.command.CommandLines;
import peyk.domain.job.FailedJobRepository;
import peyk.domain.provisioning.ProvisioningRepository;

/**
 * What operators can ask for about the trackers under management; the repositories are only read,
 * but for jobs, which may be tried again.
 */
public record FleetApi(
    DescribeTracker describe,
    LocateTracker locate,
    CommandLines commands,
    OrderCommand order,
    CancelCommand cancel,
    ProvisioningRepository provisionings,
    RestartProvisioning restart,
    FailedJobRepository failedJobs) {}
