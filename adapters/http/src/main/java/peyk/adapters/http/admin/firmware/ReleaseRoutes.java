package peyk.adapters.http.admin.firmware;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminResponse;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.IdempotencyKeys;
import peyk.adapters.http.admin.Page;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemException;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.server.JsonObject;
import peyk.application.firmware.ControlRelease;
import peyk.application.firmware.PrepareRelease;
import peyk.domain.firmware.Hardware;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseEdit;
import peyk.domain.firmware.ReleaseEdit.Changed;
import peyk.domain.firmware.ReleaseEdit.Refused;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.ReleaseRepository.Creation.Created;
import peyk.domain.firmware.ReleaseRepository.Creation.Exists;
import peyk.domain.firmware.ReleaseRepository.Creation.KeyInUse;
import peyk.domain.firmware.ReleaseRepository.Creation.Repeated;
import peyk.domain.firmware.ReleaseState;

/** Releases: making them, looking at them, and deciding how they spread. */
public final class ReleaseRoutes {
  private static final Logger log = LoggerFactory.getLogger(ReleaseRoutes.class);

  private final ReleaseRepository releases;
  private final PrepareRelease prepare;
  private final ControlRelease steer;

  public ReleaseRoutes(ReleaseRepository releases, PrepareRelease prepare, ControlRelease steer) {
    this.releases = releases;
    this.prepare = prepare;
    this.steer = steer;
  }

  public List<AdminRoute> routes() {
    var all = "/admin/firmware/releases";
    var one = all + "/{id}";
    return List.of(
        AdminRoute.post(all, this::create),
        AdminRoute.get(all, this::list, "type", "revision", "state", "after", Page.LIMIT),
        AdminRoute.get(one, this::show),
        AdminRoute.post(one + "/activate", call -> change(call, "activate", steer::activate)),
        AdminRoute.post(one + "/pause", call -> change(call, "pause", steer::pause)),
        AdminRoute.post(one + "/withdraw", call -> change(call, "withdraw", steer::withdraw)),
        AdminRoute.get(one + "/rollout", this::showRollout),
        AdminRoute.put(one + "/rollout", this::rollOut),
        AdminRoute.post(one + "/rollout/advance", this::advance));
  }

  private AdminResponse create(AdminRequest call) throws IOException {
    var order = ReleaseBody.order(call.body(ReleaseBody.FIELDS));
    var key = IdempotencyKeys.of(call, ReleaseBody.of(order));
    return switch (prepare.create(order, key)) {
      case Created(var release) -> created(release, "created");
      case Repeated(var release) -> created(release, "repeated");
      case Exists(var id) -> exists(id);
      case KeyInUse() -> keyInUse();
    };
  }

  private static AdminResponse created(Release release, String outcome) {
    tell("create", release.id(), outcome);
    return AdminResponse.created(
        "/admin/firmware/releases/" + release.id(), ReleaseBody.of(release));
  }

  private static AdminResponse exists(ReleaseId id) {
    tell("create", id, "release_exists");
    return Problem.of(
            ProblemType.RELEASE_EXISTS,
            "Release %s has this type, revision and version.".formatted(id))
        .with("id", id.value())
        .answer();
  }

  private static AdminResponse keyInUse() {
    log.info("admin change=create release=none outcome=idempotency_key_reused");
    return IdempotencyKeys.REUSED.answer();
  }

  private AdminResponse list(AdminRequest call) {
    var page = Page.of(call, "after");
    var found = releases.list(hardware(call), state(call), page.after(), page.wanted());
    return page.answer(found, ReleaseBody::of, Release::id);
  }

  private static Optional<Hardware> hardware(AdminRequest call) {
    if (call.find("type").isEmpty() && call.find("revision").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Hardware(
            call.need("type").number(0, Long.MAX_VALUE),
            call.need("revision").number(0, Long.MAX_VALUE)));
  }

  private static Optional<ReleaseState> state(AdminRequest call) {
    return call.find("state")
        .map(asked ->
            Arrays.stream(ReleaseState.values())
                .filter(state -> state.word().equals(asked.text()))
                .findFirst()
                .orElseThrow(() -> asked.refused("is draft, active, paused or withdrawn.")));
  }

  private AdminResponse show(AdminRequest call) {
    return AdminResponse.ok(ReleaseBody.of(find(call)));
  }

  private AdminResponse showRollout(AdminRequest call) {
    return AdminResponse.ok(RolloutBody.of(find(call).rollout()));
  }

  private Release find(AdminRequest call) {
    return releases
        .find(call.release())
        .orElseThrow(() -> new ProblemException(Problem.unknownRelease()));
  }

  private AdminResponse change(
      AdminRequest call, String what, Function<ReleaseId, Optional<ReleaseEdit>> change)
      throws IOException {
    call.expectNoBody();
    return edited(call, what, change, ReleaseBody::of);
  }

  private AdminResponse advance(AdminRequest call) throws IOException {
    call.expectNoBody();
    return edited(call, "advance", steer::advance, ReleaseRoutes::rollout);
  }

  private AdminResponse rollOut(AdminRequest call) throws IOException {
    var rollout = RolloutBody.whole(call.body(RolloutBody.FIELDS));
    return edited(call, "rollout", id -> steer.rollOut(id, rollout), ReleaseRoutes::rollout);
  }

  private static JsonObject rollout(Release release) {
    return RolloutBody.of(release.rollout());
  }

  private static AdminResponse edited(
      AdminRequest call,
      String what,
      Function<ReleaseId, Optional<ReleaseEdit>> change,
      Function<Release, JsonObject> view) {
    var id = call.release();
    var edit = change.apply(id);
    if (edit.isEmpty()) {
      tell(what, id, "release_unknown");
      return Problem.unknownRelease().answer();
    }
    return switch (edit.get()) {
      case Changed(var release) -> {
        log.info(
            "admin change={} release={} outcome=done state={} stage={}",
            what,
            id,
            release.state().word(),
            release.rollout().stage());
        yield AdminResponse.ok(view.apply(release));
      }
      case Refused(var code, var sentence) -> {
        tell(what, id, code);
        yield Problem.of(ProblemType.of(code), sentence).answer();
      }
    };
  }

  private static void tell(String what, ReleaseId id, String outcome) {
    log.info("admin change={} release={} outcome={}", what, id, outcome);
  }
}
