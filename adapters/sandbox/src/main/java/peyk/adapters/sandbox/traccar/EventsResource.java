package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.LinkedHashSet;
import peyk.adapters.sandbox.Reply;

/** {@code /api/events}, {@code /api/reports/events} and {@code /api/positions}. */
final class EventsResource implements HttpService {
  private final TraccarState state;
  private final Api api;

  EventsResource(TraccarState state, Api api) {
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

  private Reply get(Call call) {
    var event = state.events().find(call.id()).orElseThrow(TraccarFailure::notFound);
    state.access().checkDevice(call.caller(), event.deviceId());
    return Reply.json(event);
  }

  /** Of the devices that are asked for only those count that are linked to the caller. */
  private Reply report(Call call) {
    var from = call.time("from");
    var to = call.time("to");
    var wanted = call.numbers("deviceId");
    var types = call.texts("type");
    if (from.isEmpty() || to.isEmpty()) {
      throw TraccarFailure.nullPointer("java.util.Date.toInstant()");
    }
    var devices = new LinkedHashSet<>(state.access().devicesOf(call.caller().id()));
    if (!wanted.isEmpty()) {
      devices.retainAll(wanted);
    }
    return Reply.json(
        devices.stream()
            .sorted()
            .flatMap(id -> state.events().between(id, from.get(), to.get()))
            .filter(event -> types.isEmpty() || types.contains(event.type()))
            .toList());
  }

  private Reply positions(Call call) {
    var deviceId = call.number("deviceId");
    if (deviceId != 0) {
      state.access().checkDevice(call.caller(), deviceId);
      return Reply.json(state.positions().latestOf(deviceId).stream().toList());
    }
    return Reply.json(
        state.access().devicesOf(call.caller().id()).stream()
            .flatMap(id -> state.positions().latestOf(id).stream())
            .toList());
  }
}
