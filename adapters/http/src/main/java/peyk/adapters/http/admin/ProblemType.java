package peyk.adapters.http.admin;

import io.helidon.http.Status;
import java.util.Arrays;
import java.util.Locale;

/** All that can be wrong with a request to the admin API (RFC 9457). */
public enum ProblemType {
  BAD_REQUEST(400, "The request cannot be read"),
  BODY_CUT_SHORT(400, "The body did not arrive whole"),
  INVALID_JSON(400, "The body is not the JSON that is wanted"),
  INVALID_FIELD(400, "A field of the body is not valid"),
  INVALID_PARAMETER(400, "A parameter is not valid"),
  UNAUTHORIZED(401, "The admin token is needed"),
  FORBIDDEN(403, "Only this machine is served"),
  ROLE_NEEDED(403, "The role of the token does not allow this"),
  NOT_FOUND(404, "There is nothing here"),
  RELEASE_UNKNOWN(404, "There is no such release"),
  PART_UNKNOWN(404, "There is no such part"),
  TRACKER_UNKNOWN(404, "The tracker is not known"),
  PHONE_UNKNOWN(404, "The phone is not known"),
  SIM_UNKNOWN(404, "Nothing is known of the SIM"),
  SCHEDULE_UNKNOWN(404, "There is no such schedule"),
  COMMAND_UNKNOWN(404, "There is no such command"),
  JOB_UNKNOWN(404, "There is no such job that failed"),
  METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
  RELEASE_EXISTS(409, "There is such a release already"),
  RELEASE_DRAFT(409, "The release is a draft"),
  RELEASE_NOT_DRAFT(409, "The release takes no parts"),
  RELEASE_WITHDRAWN(409, "The release is withdrawn"),
  RELEASE_INCOMPLETE(409, "The release is not complete"),
  PARTS_NOT_SERVED(409, "Trackers could not fetch the parts"),
  LAST_STAGE(409, "There is no further stage"),
  FIRING_UNDER_WAY(409, "The schedule is being carried out"),
  CONFLICT(409, "The release does not allow that"),
  COMMAND_SENT(409, "The command has been sent"),
  COMMAND_OVER(409, "The command is over"),
  JOB_RUNNING(409, "The job is running"),
  JOB_NOT_DISCARDABLE(409, "A job of this kind cannot be discarded"),
  TOO_LARGE(413, "The request is too large"),
  PART_TOO_LONG(413, "The part is too long"),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request"),
  WRONG_HASH(422, "What arrived is not what was sent"),
  IMPORT_UNUSABLE(422, "The file cannot be imported"),
  COMMAND_UNUSABLE(422, "The command would not reach the tracker as it is"),
  INTERNAL_ERROR(500, "Something went wrong"),
  UNAVAILABLE(503, "The service is not available"),
  TRACCAR_UNAVAILABLE(503, "Traccar is not available"),
  HTTP_VERSION_NOT_SUPPORTED(505, "This version of HTTP is not spoken here");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** For a refusal by the domain. */
  public static ProblemType of(String code) {
    return Arrays.stream(values())
        .filter(type -> type.code().equals(code))
        .findFirst()
        .orElse(CONFLICT);
  }

  /** For what the HTTP server refuses by itself. */
  public static ProblemType of(Status status) {
    return switch (status.code()) {
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 413, 414, 431 -> TOO_LARGE;
      case 503 -> UNAVAILABLE;
      case 505 -> HTTP_VERSION_NOT_SUPPORTED;
      default -> status.code() < 500 ? BAD_REQUEST : INTERNAL_ERROR;
    };
  }

  public Status status() {
    return Status.create(status);
  }

  public String title() {
    return title;
  }

  /** A stable word for programs. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A reference that names the problem, and leads nowhere. */
  public String uri() {
    return "/problems/" + code().replace('_', '-');
  }
}
