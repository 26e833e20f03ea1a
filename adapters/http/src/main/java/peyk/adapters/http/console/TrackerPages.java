package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.attribute;
import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.util.List;
import java.util.Optional;
import peyk.adapters.http.console.View.Tone;
import peyk.application.device.SearchTrackers;
import peyk.application.overview.DescribeTracker;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceGateway;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;

/** Finding a tracker, and the page about one. */
public record TrackerPages(
    SearchTrackers search, DeviceGateway devices, DescribeTracker describe, TrackerDetails details)
    implements ConsoleRoutes {
  private static final String ALL = "/console/trackers";

  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.page(ALL, this::find), ConsoleRoute.page(ALL + "/{imei}", this::show));
  }

  private ConsoleReply find(ConsoleRequest request) {
    var wanted = request.parameter("q");
    return wanted
        .flatMap(this::known)
        .<ConsoleReply>map(imei -> new ConsoleReply.Go(ALL + "/" + imei.digits()))
        .orElseGet(() -> found(request.view(), wanted));
  }

  /** An IMEI, or {@code #} and Traccar's id. */
  private Optional<Imei> known(String text) {
    return text.matches("#\\d{1,18}")
        ? devices
            .get(new DeviceId(Long.parseLong(text.substring(1))))
            .flatMap(device -> Imei.parseSent(device.uniqueId()))
        : Imei.parse(text);
  }

  private ConsoleReply found(View view, Optional<String> wanted) {
    var title = view.say(Phrase.TRACKERS);
    return ConsoleReply.page(
        title,
        Html.all(
            element("h1", text(title)),
            searchForm(view, wanted.orElse("")),
            Html.maybe(wanted.map(text -> results(view, search.search(text))))));
  }

  static Html searchForm(View view, String wanted) {
    return element(
        "form",
        css("search"),
        attribute("role", "search"),
        attribute("action", ALL),
        view.field(
            Phrase.SEARCH_LABEL,
            "q",
            attribute("type", "search"),
            attribute("value", wanted),
            attribute("autofocus", "")),
        element("button", text(view.say(Phrase.SEARCH))));
  }

  private static Html results(View view, List<Device> found) {
    return found.isEmpty()
        ? view.note(Phrase.NONE_FOUND)
        : view.table(
            List.of(Phrase.NAME, Phrase.IMEI, Phrase.MODEL, Phrase.STATE),
            found.stream()
                .map(device ->
                    List.of(
                        view.foreign(device.name()),
                        Imei.parseSent(device.uniqueId())
                            .map(view::tracker)
                            .orElseGet(() -> view.foreign(device.uniqueId())),
                        Html.maybe(device.model().map(view::foreign)),
                        online(view, device.online()))));
  }

  static Html online(View view, boolean online) {
    return view.badge(
        online ? Tone.GOOD : Tone.CALM, view.say(online ? Phrase.ONLINE : Phrase.OFFLINE));
  }

  private ConsoleReply show(ConsoleRequest request) {
    var imei = request.imei();
    var tracker =
        describe
            .describe(imei)
            .orElseThrow(() -> ConsoleException.notFound(Phrase.UNKNOWN_TRACKER));
    return ConsoleReply.page(imei.digits(), details.html(request.view(), tracker));
  }
}
