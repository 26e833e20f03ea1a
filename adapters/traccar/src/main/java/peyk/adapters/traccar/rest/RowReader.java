package peyk.adapters.traccar.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import peyk.domain.GatewayUnavailableException;

/**
 * Reads the rows of a list while they arrive. Only the time that Traccar takes counts, not the time
 * of the consumer. At the deadline the body is closed, which ends a read that would wait longer.
 */
final class RowReader {
  private static final long RECHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final InputStream body;
  private volatile Deadline deadline;
  private volatile boolean paused;
  private volatile boolean done;

  RowReader(InputStream body, Deadline deadline) {
    this.body = body;
    this.deadline = deadline;
  }

  void read(Predicate<JsonNode> consumer) {
    closeAtDeadline();
    try (body;
        var parser = LosslessJson.MAPPER.createParser(body)) {
      read(parser, consumer);
    } catch (JsonProcessingException | NumberFormatException e) { // of an endless exponent
      throw ApiResponse.unreadable();
    } catch (IOException e) {
      throw new GatewayUnavailableException("Traccar did not finish its answer", e);
    } finally {
      done = true;
    }
  }

  private void read(JsonParser parser, Predicate<JsonNode> consumer) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw ApiResponse.unreadable();
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == null) {
        throw ApiResponse.unreadable();
      }
      if (!accept(LosslessJson.MAPPER.readTree(parser), consumer)) {
        return;
      }
    }
    body.read(); // to its end, so that the connection can be used again
  }

  private boolean accept(JsonNode row, Predicate<JsonNode> consumer) {
    var left = deadline.nanosLeft();
    paused = true;
    var wanted = consumer.test(row);
    deadline = new Deadline(System.nanoTime() + left);
    paused = false;
    return wanted;
  }

  private void closeAtDeadline() {
    var left = paused ? RECHECK_NANOS : deadline.nanosLeft();
    if (left == 0) {
      closeBody();
    } else if (!done) {
      CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS).execute(this::closeAtDeadline);
    }
  }

  private void closeBody() {
    try {
      body.close();
    } catch (IOException e) {
      // the reader fails instead
    }
  }
}
