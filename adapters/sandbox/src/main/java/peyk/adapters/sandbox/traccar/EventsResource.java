package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.LinkedHashSet;
import peyk.adapters.sandbox.HttpReply;

/** {@code /api/events}, {@code /api/reports/events} and {@code /api/positions}. */
final class EventsResource implements HttpService {
  private final TraccarState state;
  private final RestApi api;

  EventsResource(TraccarState state, RestApi api) {
    this.state = state;
    this.api = api;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/events/{id}", api.secured(this::get))
        .get("/reports/events", api.secured(this::report))
        .get("/positions", api.secured(this::positions));
  }

  private HttpReply get(ApiRequest request) {
    var event = state.events().find(request.id()).orElseThrow(TraccarFailure::notFound);
    state.access().checkDevice(request.caller(), event.deviceId());
    return HttpReply.json(event);
  }

  /** Reports on the requested devices that are linked to the caller, and ignores the others. */
  private HttpReply report(ApiRequest request) {
    var from = request.time("from");
    var to = request.time("to");
    var wanted = request.numbers("deviceId");
    var types = request.texts("type");
    if (from.isEmpty() || to.isEmpty()) {
      throw TraccarFailure.nullPointer("java.util.Date.toInstant()");
    }
    var devices = new LinkedHashSet<>(state.access().devicesOf(request.caller().id()));
    if (!wanted.isEmpty()) {
      devices.retainAll(wanted);
    }
    return HttpReply.json(
        devices.stream()
            .sorted()
            .flatMap(id -> state.events().between(id, from.get(), to.get()))
            .filter(event -> types.isEmpty() || types.contains(event.type()))
            .toList());
  }

  private HttpReply positions(ApiRequest request) {
    var deviceId = request.number("deviceId");
    if (deviceId != 0) {
      state.access().checkDevice(request.caller(), deviceId);
      return HttpReply.json(state.positions().latestOf(deviceId).stream().toList());
    }
    return HttpReply.json(
        state.access().devicesOf(request.caller().id()).stream()
            .flatMap(id -> state.positions().latestOf(id).stream())
            .toList());
  }
}
