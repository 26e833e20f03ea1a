package peyk.adapters.sandbox.ghasedak;

/**
 * One way in which the SMS gateway answers. {@code ACCEPTED} in a name means that the text is sent
 * even so.
 */
public enum GhasedakReply {
  /** Names in camel case. */
  SUCCESS(true, 200, 200),
  /** Names in Pascal case. */
  SUCCESS_IN_PASCAL_CASE(true, 200, 200),
  /** The message id as a number instead of a text. */
  SUCCESS_WITH_NUMERIC_ID(true, 200, 200),
  /** {@code isSuccess} is false, though HTTP says 200. */
  FAILURE_WITH_HTTP_200(false, 200, 402),
  /** HTTP 400 and the same code in the body. */
  BAD_REQUEST(false, 400, 400),
  /** HTTP 400 and code 200 in the body, as in the gateway's own samples. */
  BAD_REQUEST_THAT_SAYS_200(false, 400, 200),
  /** The key is wrong. */
  UNAUTHORIZED(false, 401, 401),
  /** HTTP 400 and code 401 in the body. */
  UNAUTHORIZED_IN_BODY(false, 400, 401),
  /** The line may not be used. */
  LINE_NOT_ALLOWED(false, 400, 412),
  /** The credit is used up. */
  CREDIT_USED_UP(false, 400, 418),
  /** Too many texts are sent at the moment. */
  RATE_NOT_ALLOWED(false, 400, 419),
  /** The text has forbidden characters. */
  FORBIDDEN_CHARACTERS(false, 400, 422),
  /** The template does not exist or is not approved. */
  TEMPLATE_INVALID(false, 400, 428),
  /** Code 429 in the body: a parameter of the template is missing. */
  PARAMETER_NOT_FOUND(false, 400, 429),
  /** HTTP 429 with {@code Retry-After}: slow down. */
  TOO_MANY_REQUESTS(false, 429, 429),
  /** The same request was sent before. */
  DUPLICATE(false, 400, 451),
  /** HTTP 500 and the same code in the body. */
  SERVER_ERROR(false, 500, 500),
  /** HTTP 200 and a page of HTML. */
  HTML(false, 200, 0),
  /** HTTP 200 and an empty body. */
  EMPTY_BODY(false, 200, 0),
  /** {@code isSuccess} is true and {@code data} is null. */
  NULL_DATA(false, 200, 200),
  /** {@code isSuccess} is true and {@code items} is empty. */
  EMPTY_ITEMS(false, 200, 200),
  /** The text is sent, and the answer comes long after any timeout. */
  SLOW_ACCEPTED(true, 200, 200),
  /** No text is sent, and an error comes long after any timeout. */
  SLOW_LOST(false, 504, 0),
  /** The text is sent, and the connection ends without an answer. */
  CUT_ACCEPTED(true, 0, 0),
  /** No text is sent, and the connection ends without an answer. */
  CUT_LOST(false, 0, 0),
  /** HTTP 502 and a proxy's page. */
  BAD_GATEWAY(false, 502, 0),
  /** HTTP 504 and a proxy's page. No text is sent. */
  GATEWAY_TIMEOUT(false, 504, 0),
  /** HTTP 504 and a proxy's page, but the text is sent. */
  GATEWAY_TIMEOUT_ACCEPTED(true, 504, 0);

  private final boolean accepted;
  private final int httpStatus;
  private final int code;

  GhasedakReply(boolean accepted, int httpStatus, int code) {
    this.accepted = accepted;
    this.httpStatus = httpStatus;
    this.code = code;
  }

  /** Whether the text is sent. */
  public boolean isAccepted() {
    return accepted;
  }

  int httpStatus() {
    return httpStatus;
  }

  /** The code in the body. */
  int code() {
    return code;
  }

  boolean isSlow() {
    return this == SLOW_ACCEPTED || this == SLOW_LOST;
  }

  boolean isCut() {
    return this == CUT_ACCEPTED || this == CUT_LOST;
  }
}
