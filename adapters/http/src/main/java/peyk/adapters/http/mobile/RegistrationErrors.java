package peyk.adapters.http.mobile;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import peyk.adapters.http.server.Envelope;
import peyk.adapters.http.server.Reply;
import peyk.application.device.RegistrationRefusal;

/** The messages and error codes that apps get when a tracker cannot be registered. */
final class RegistrationErrors {
  private RegistrationErrors() {}

  /**
   * @param imei as the client sent it
   */
  static Reply reply(RegistrationRefusal refusal, String imei) {
    return switch (refusal) {
      case IMEI_INVALID -> Envelope.refusal("invalid IMEI:" + imei, "imei_invalid");
      case TOKEN_REQUIRED -> unauthorized("A session token is required.", "token_required");
      case TOKEN_INVALID -> unauthorized("The session token is not valid.", "token_invalid");
      case TOKEN_MISMATCH ->
          Envelope.error(
              Status.FORBIDDEN_403, "The session token belongs to another user.", "token_mismatch");
      case DEVICE_UNKNOWN ->
          Envelope.refusal("device " + imei + " not found!!!!", "device_unknown");
      case DEVICE_OFFLINE -> Envelope.refusal("device not online", "device_offline");
      case USER_UNKNOWN -> Envelope.refusal("user not found", "user_unknown");
      case DEVICE_ALREADY_REGISTERED ->
          Envelope.refusal("device already registered", "device_already_registered");
      case DEVICE_NOT_OWNED_BY_FROM ->
          Envelope.refusal("device already registered", "device_not_owned_by_from");
      case COMMAND_FAILED -> Envelope.refusal("device command send failed!", "command_failed");
    };
  }

  private static Reply unauthorized(String message, String code) {
    return Envelope.error(Status.UNAUTHORIZED_401, message, code)
        .with(HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, "Bearer"));
  }
}
