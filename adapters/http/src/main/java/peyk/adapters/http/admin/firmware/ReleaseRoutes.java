package peyk.adapters.http.admin.firmware;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.admin.Page;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;
import peyk.application.firmware.ControlRelease;
import peyk.application.firmware.PrepareRelease;
import peyk.domain.firmware.Hardware;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseEdit;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.ReleaseRepository.Creation;
import peyk.domain.firmware.ReleaseState;

/** Releases: making them, looking at them, and deciding how they spread. */
public record ReleaseRoutes(
    ReleaseRepository releases, PrepareRelease prepare, ControlRelease steer)
    implements AdminRoutes {
  private static final String ALL = "/admin/firmware/releases";

  @Override
  public List<AdminRoute> routes() {
    var one = ALL + "/{id}";
    return List.of(
        AdminRoute.post(ALL, this::create).administered(),
        AdminRoute.get(ALL, this::list, "type", "revision", "state", "after", Page.LIMIT),
        AdminRoute.get(one, this::show),
        AdminRoute.post(one + "/activate", request -> change(request, "activate", steer::activate))
            .administered(),
        AdminRoute.post(one + "/pause", request -> change(request, "pause", steer::pause)),
        AdminRoute.post(one + "/withdraw", request -> change(request, "withdraw", steer::withdraw))
            .administered(),
        AdminRoute.get(one + "/rollout", this::showRollout),
        AdminRoute.put(one + "/rollout", this::rollOut).administered(),
        AdminRoute.post(one + "/rollout/advance", this::advance).administered());
  }

  private Reply create(AdminRequest request) throws IOException {
    var order = ReleaseBody.order(request.body(ReleaseBody.FIELDS));
    var key = request.idempotencyKey(ReleaseBody.of(order));
    var created = prepare.create(order, key);
    request.change("create");
    return switch (created) {
      case Creation.Created(var release) -> created(request, release, "created");
      case Creation.Repeated(var release) -> created(request, release, "repeated");
      case Creation.Exists(var id) -> {
        request.note("release", id);
        throw Problem.of(
                ProblemType.RELEASE_EXISTS,
                "Release " + id + " has this type, revision and version.")
            .with("id", id.value())
            .exception();
      }
      case Creation.KeyInUse() -> {
        request.note("release", "none");
        throw AdminRequest.KEY_REUSED.exception();
      }
    };
  }

  private static Reply created(AdminRequest request, Release release, String outcome) {
    request.note("release", release.id()).note("outcome", outcome);
    return Reply.created(ALL + "/" + release.id(), ReleaseBody.of(release));
  }

  private Reply list(AdminRequest request) {
    var page = Page.of(request, "after");
    var state = request.find("state").map(asked -> asked.oneOf(ReleaseState.values()));
    var found = releases.list(hardware(request), state, page.after(), page.wanted());
    return page.reply(found, ReleaseBody::of, Release::id);
  }

  private static Optional<Hardware> hardware(AdminRequest request) {
    if (request.find("type").isEmpty() && request.find("revision").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Hardware(
            request.need("type").number(0, Long.MAX_VALUE),
            request.need("revision").number(0, Long.MAX_VALUE)));
  }

  private Reply show(AdminRequest request) {
    return Reply.ok(ReleaseBody.of(find(request, releases)));
  }

  private Reply showRollout(AdminRequest request) {
    return Reply.ok(rollout(find(request, releases)));
  }

  static ReleaseId id(AdminRequest request) {
    return new ReleaseId(request.id());
  }

  /** The release that the path names. */
  static Release find(AdminRequest request, ReleaseRepository releases) {
    return releases.find(id(request)).orElseThrow(ReleaseBody.UNKNOWN::exception);
  }

  private Reply change(
      AdminRequest request, String name, Function<ReleaseId, Optional<ReleaseEdit>> change)
      throws IOException {
    request.expectNoBody();
    return edited(request, name, change, ReleaseBody::of);
  }

  private Reply advance(AdminRequest request) throws IOException {
    request.expectNoBody();
    return edited(request, "advance", steer::advance, ReleaseRoutes::rollout);
  }

  private Reply rollOut(AdminRequest request) throws IOException {
    var rollout = RolloutBody.whole(request.body(RolloutBody.FIELDS));
    return edited(request, "rollout", id -> steer.rollOut(id, rollout), ReleaseRoutes::rollout);
  }

  private static JsonObject rollout(Release release) {
    return RolloutBody.of(release.rollout());
  }

  private static Reply edited(
      AdminRequest request,
      String name,
      Function<ReleaseId, Optional<ReleaseEdit>> change,
      Function<Release, JsonObject> body) {
    var id = id(request);
    request.change(name).note("release", id);
    return switch (change.apply(id).orElseThrow(ReleaseBody.UNKNOWN::exception)) {
      case ReleaseEdit.Changed(var release) -> {
        request
            .note("outcome", "done")
            .note("state", release.state().word())
            .note("stage", release.rollout().stage());
        yield Reply.ok(body.apply(release));
      }
      case ReleaseEdit.Refused(var code, var sentence) ->
          throw Problem.of(ProblemType.of(code), sentence).exception();
    };
  }
}
