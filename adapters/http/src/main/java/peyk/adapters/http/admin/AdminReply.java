package peyk.adapters.http.admin;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.util.List;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;

/** Replies of the admin API to requests that succeed. */
public final class AdminReply {
  private static final String DONE = "done";

  private AdminReply() {}

  public static Reply ok(JsonObject body) {
    return Reply.ok(DONE, body);
  }

  /** A list that has one page only. */
  public static Reply items(List<JsonObject> items) {
    return ok(JsonObject.of("items", items));
  }

  /**
   * @param location the path of the new resource
   */
  public static Reply created(String location, JsonObject body) {
    return Reply.json(Status.CREATED_201, DONE, body)
        .with(HeaderValues.create(HeaderNames.LOCATION, location));
  }

  public static Reply noContent() {
    return new Reply(Status.NO_CONTENT_204, DONE, "", List.of());
  }
}
