package peyk.adapters.traccar.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.Predicate;
import peyk.domain.GatewayUnavailableException;

/**
 * Reads the rows of a list while they arrive. Only the time that Traccar takes counts, not the time
 * of the consumer.
 */
record RowReader(ResponseBody body, Deadline deadline) {
  void read(Predicate<JsonNode> consumer) {
    try (body;
        var parser = LosslessJson.MAPPER.createParser(body)) {
      read(parser, consumer);
    } catch (JsonProcessingException | NumberFormatException e) { // of an endless exponent
      throw ApiResponse.unreadable();
    } catch (IOException e) {
      throw new GatewayUnavailableException("Traccar did not finish its answer", e);
    }
  }

  private void read(JsonParser parser, Predicate<JsonNode> consumer) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw ApiResponse.unreadable();
    }
    var until = deadline;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == null) {
        throw ApiResponse.unreadable();
      }
      JsonNode row = LosslessJson.MAPPER.readTree(parser);
      var left = until.nanosLeft();
      if (!consumer.test(row)) {
        return;
      }
      until = new Deadline(System.nanoTime() + left);
      body.readUntil(until);
    }
    body.read(); // to its end, so that the connection can be used again
  }
}
