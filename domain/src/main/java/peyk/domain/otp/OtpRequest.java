package peyk.domain.otp;

import java.time.Instant;
import java.util.UUID;
import peyk.domain.ClientAddress;

/**
 * One request for a code: its place in the limits.
 *
 * @param address where it came from, as limits count addresses ({@link ClientAddress})
 */
public record OtpRequest(UUID id, PhoneNumber phone, ClientAddress address, Instant at) {}
