package peyk.application.device;

/** Why a tracker cannot be registered. */
public enum RegistrationRefusal implements RegistrationCheck.Result {
  IMEI_INVALID,
  TOKEN_REQUIRED,
  TOKEN_INVALID,
  /** The caller's token belongs to neither the user nor, for a transfer, the present owner. */
  TOKEN_MISMATCH,
  DEVICE_UNKNOWN,
  DEVICE_OFFLINE,
  USER_UNKNOWN,
  DEVICE_ALREADY_REGISTERED,
  DEVICE_NOT_OWNED_BY_FROM,
  COMMAND_FAILED
}
