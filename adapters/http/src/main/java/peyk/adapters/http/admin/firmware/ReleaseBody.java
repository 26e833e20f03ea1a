package peyk.adapters.http.admin.firmware;

import peyk.adapters.http.admin.JsonFields;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.server.JsonObject;
import peyk.application.firmware.PrepareRelease.Order;
import peyk.domain.firmware.Content;
import peyk.domain.firmware.Hardware;
import peyk.domain.firmware.Part;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.Rollout;

/** A release in JSON. */
final class ReleaseBody {
  static final String[] FIELDS = {
    "type", "revision", "version", "date", "notes", "link", "rollout"
  };

  static final Problem UNKNOWN = Problem.of(ProblemType.RELEASE_UNKNOWN, "No release has this id.");

  private static final int LONGEST_DATE = 40;
  private static final int LONGEST_TEXT = 2000;

  private ReleaseBody() {}

  static JsonObject of(Release release) {
    var body =
        JsonObject.of("id", release.id().value())
            .with("type", release.hardware().type())
            .with("revision", release.hardware().revision())
            .with("version", release.version())
            .with("date", release.date())
            .with("notes", release.notes())
            .with("state", release.state().word())
            .with("pausedBecause", release.pausedBecause());
    var found =
        switch (release.content()) {
          case Content.Link(var url) -> body.with("link", url);
          case Content.Parts(var parts) ->
              body.with("parts", parts.stream().map(ReleaseBody::of).toList());
        };
    return found.with("rollout", RolloutBody.of(release.rollout()));
  }

  static JsonObject of(Part part) {
    return JsonObject.of("name", part.name())
        .with("size", part.size())
        .with("sha256", part.sha256());
  }

  static Order order(JsonFields fields) {
    return new Order(
        new Hardware(number(fields, "type"), number(fields, "revision")),
        number(fields, "version"),
        fields.find("date").map(date -> date.line(LONGEST_DATE)),
        fields.find("notes").map(notes -> notes.text(LONGEST_TEXT)).orElse(""),
        fields.find("link").map(link -> link.line(LONGEST_TEXT)),
        fields.find("rollout").map(RolloutBody::begun).orElseGet(Rollout::usual));
  }

  /** Everything that is asked for, always written in the same way. */
  static JsonObject of(Order order) {
    return JsonObject.of("type", order.hardware().type())
        .with("revision", order.hardware().revision())
        .with("version", order.version())
        .with("date", order.date())
        .with("notes", order.notes())
        .with("link", order.link())
        .with("rollout", RolloutBody.of(order.rollout()));
  }

  private static long number(JsonFields fields, String name) {
    return fields.need(name).number(0, Long.MAX_VALUE);
  }
}
