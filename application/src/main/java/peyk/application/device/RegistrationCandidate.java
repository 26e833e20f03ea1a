package peyk.application.device;

import peyk.domain.account.Account;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceClaim;
import peyk.domain.device.OwnershipPolicy.Verdict;

/**
 * A tracker that exists and is online, a user who exists, and how they stand to each other.
 *
 * @param claim as it was before the device's owner was looked up
 */
record RegistrationCandidate(Device device, Account user, DeviceClaim claim, Verdict verdict) {}
