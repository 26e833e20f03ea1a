package peyk.adapters.sandbox.traccar;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import peyk.adapters.sandbox.HttpReply;

/** A failure as Traccar reports it: a stack trace labelled as JSON, plain text, or an HTML page. */
final class TraccarFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String JSON = "application/json";
  private static final String TRACE =
      """

      \tat org.traccar.api.security.PermissionsService.checkPermission(PermissionsService.java:224)
      \tat org.traccar.api.BaseObjectResource.getSingle(BaseObjectResource.java:68)
      \tat java.base/java.lang.reflect.Method.invoke(Method.java:565)
      ... (62 more lines)\
      """;
  private static final String PAGE =
      """
      <html>
      <head>
      <meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
      <title>Error %1$d %2$s</title>
      </head>
      <body>
      <h2>HTTP ERROR %1$d %2$s</h2>
      <table>
      <tr><th>URI:</th><td>%3$s</td></tr>
      <tr><th>STATUS:</th><td>%1$d</td></tr>
      <tr><th>MESSAGE:</th><td>%2$s</td></tr>
      </table>
      <hr/><a href="https://jetty.org/">Powered by Jetty:// 12.1.8</a><hr/>

      </body>
      </html>
      """;

  private final transient HttpReply reply;

  private TraccarFailure(int status, @Nullable String contentType, String body) {
    super(body.lines().findFirst().orElse(""), null, false, false);
    reply = new HttpReply(status, contentType, body, Map.of(), Duration.ZERO);
  }

  HttpReply reply() {
    return reply;
  }

  /** Not permitted, for which Traccar answers 400. */
  static TraccarFailure denied(String what) {
    return trace(400, "java.lang.SecurityException: " + what);
  }

  static TraccarFailure unauthorized() {
    return trace(401, "jakarta.ws.rs.WebApplicationException: HTTP 401 Unauthorized");
  }

  static TraccarFailure serverError() {
    return trace(500, "jakarta.ws.rs.WebApplicationException: HTTP 500 Internal Server Error");
  }

  static TraccarFailure notFound() {
    return trace(404, "jakarta.ws.rs.WebApplicationException: HTTP 404 Not Found");
  }

  static TraccarFailure unknownPath() {
    return bare(404, "jakarta.ws.rs.NotFoundException: HTTP 404 Not Found");
  }

  static TraccarFailure methodNotAllowed() {
    return bare(405, "jakarta.ws.rs.NotAllowedException: HTTP 405 Method Not Allowed");
  }

  static TraccarFailure notAcceptable() {
    return bare(406, "jakarta.ws.rs.NotAcceptableException: HTTP 406 Not Acceptable");
  }

  static TraccarFailure unsupportedMediaType() {
    return bare(415, "jakarta.ws.rs.NotSupportedException: HTTP 415 Unsupported Media Type");
  }

  /** A query parameter of the wrong type, for which Traccar answers 404. */
  static TraccarFailure badQueryParameter() {
    return trace(
        404, "org.glassfish.jersey.server.ParamException$QueryParamException: HTTP 404 Not Found");
  }

  static TraccarFailure badFormParameter() {
    return trace(
        400, "org.glassfish.jersey.server.ParamException$FormParamException: HTTP 400 Bad Request");
  }

  static TraccarFailure uniqueViolation(String table, String value) {
    return constraint(
        "IntegrityConstraintViolationException: Unique index or primary key violation: \"PUBLIC."
            + table
            + " VALUES ( /* 1 */ '"
            + value
            + "' )\"");
  }

  static TraccarFailure missingReference(String table, long id) {
    return constraint(
        "IntegrityConstraintViolationException: Referential integrity constraint violation: \"PUBLIC."
            + table
            + " ("
            + id
            + ")\"");
  }

  static TraccarFailure nullNotAllowed(String column) {
    return constraint(
        "IntegrityConstraintViolationException: NULL not allowed for column \"" + column + "\"");
  }

  static TraccarFailure valueTooLong(String column, int length) {
    return constraint(
        "DataException: Value too long for column \""
            + column
            + " CHARACTER VARYING\" ("
            + length
            + ")");
  }

  static TraccarFailure unknownTable(String table) {
    return constraint("SyntaxErrorException: Table \"" + table + "\" not found");
  }

  static TraccarFailure nullPointer(String what) {
    return trace(
        400, "java.lang.NullPointerException: Cannot invoke \"" + what + "\" because it is null");
  }

  static TraccarFailure badRequest(String firstLine) {
    return trace(400, firstLine);
  }

  /** JSON that cannot be parsed or has an unknown field. */
  static TraccarFailure unreadable(String why) {
    return new TraccarFailure(400, "text/plain", why);
  }

  static TraccarFailure page(int status, String message, String path) {
    return new TraccarFailure(
        status, "text/html;charset=iso-8859-1", PAGE.formatted(status, message, path));
  }

  private static TraccarFailure constraint(String what) {
    return trace(400, "org.traccar.storage.StorageException: org.h2.jdbc.JdbcSQL" + what);
  }

  private static TraccarFailure trace(int status, String firstLine) {
    return new TraccarFailure(status, JSON, firstLine + TRACE);
  }

  private static TraccarFailure bare(int status, String firstLine) {
    return new TraccarFailure(status, null, firstLine + TRACE);
  }
}
