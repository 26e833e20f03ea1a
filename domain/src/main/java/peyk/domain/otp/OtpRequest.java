package peyk.domain.otp;

import java.time.Instant;
import java.util.UUID;
import peyk.domain.ClientAddress;

/** One request for a code, which counts towards limits. */
public record OtpRequest(UUID id, PhoneNumber phone, ClientAddress address, Instant at) {}
