package peyk.application.device;

import peyk.domain.account.Account;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceClaim;
import peyk.domain.device.OwnershipPolicy.Verdict;

/**
 * A tracker that is online, a user, and the tracker's ownership.
 *
 * @param claim the claim before the owner was looked up
 */
record RegistrationCandidate(Device device, Account user, DeviceClaim claim, Verdict verdict)
    implements RegistrationCheck.Result {}
