package peyk.adapters.traccar.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import peyk.domain.GatewayUnavailableException;

/**
 * A success, or a refusal. Of a refusal only the status is kept, since its body is a stack trace.
 *
 * @param sessionCookie the session that Traccar opened
 */
public record ApiResponse(int status, String body, Optional<String> sessionCookie) {
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  public boolean isNotFound() {
    return status == 404;
  }

  /** The body of a success. */
  public JsonNode json() {
    try {
      var json = LosslessJson.MAPPER.readTree(body);
      if (json.isMissingNode()) {
        throw unreadable();
      }
      return json;
    } catch (JsonProcessingException | NumberFormatException e) { // of an endless exponent
      throw unreadable();
    }
  }

  /** Without a cause: Jackson's exception would quote what it could not read. */
  static GatewayUnavailableException unreadable() {
    return new GatewayUnavailableException("Traccar's answer cannot be read");
  }

  @Override
  public String toString() {
    return "ApiResponse[" + status + "]";
  }
}
