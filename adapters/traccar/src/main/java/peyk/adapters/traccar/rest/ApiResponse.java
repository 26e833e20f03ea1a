package peyk.adapters.traccar.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import peyk.domain.GatewayUnavailableException;

/**
 * What Traccar answered: a success, or a refusal of which only the status is known, since the body
 * of a refusal is a stack trace.
 *
 * @param sessionCookie the value of the session cookie that came along
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
    } catch (JsonProcessingException e) {
      throw unreadable();
    }
  }

  /** Jackson's own exception would quote what it could not read. */
  public static GatewayUnavailableException unreadable() {
    return new GatewayUnavailableException("Traccar's answer cannot be read");
  }

  @Override
  public String toString() {
    return "ApiResponse[" + status + "]";
  }
}
