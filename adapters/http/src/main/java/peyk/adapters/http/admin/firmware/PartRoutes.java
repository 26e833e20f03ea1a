package peyk.adapters.http.admin.firmware;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminResponse;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.Parameter;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemType;
import peyk.application.firmware.PrepareRelease;
import peyk.domain.firmware.Part;
import peyk.domain.firmware.PartRepository.Upload.NoSuchRelease;
import peyk.domain.firmware.PartRepository.Upload.NotADraft;
import peyk.domain.firmware.PartRepository.Upload.Stored;
import peyk.domain.firmware.PartRepository.Upload.TooLong;
import peyk.domain.firmware.PartRepository.Upload.WrongHash;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.ReleaseState;

/** The parts of releases: their contents come as they are, and are passed on as they come. */
public final class PartRoutes {
  private static final Logger log = LoggerFactory.getLogger(PartRoutes.class);

  private final ReleaseRepository releases;
  private final PrepareRelease prepare;
  private final long longestPart;

  public PartRoutes(ReleaseRepository releases, PrepareRelease prepare, long longestPart) {
    this.releases = releases;
    this.prepare = prepare;
    this.longestPart = longestPart;
  }

  public List<AdminRoute> routes() {
    var path = "/admin/firmware/releases/{id}/parts/{name}";
    return List.of(
        AdminRoute.put(path, this::store, "sha256"), AdminRoute.delete(path, this::remove));
  }

  private AdminResponse store(AdminRequest call) throws IOException {
    var release = call.release();
    var name = name(call);
    var hash = call.find("sha256").map(Parameter::hash);
    if (call.length().orElse(0) > longestPart) {
      return refused("store-part", release, name, tooLong()); // it need not be sent at all
    }
    return switch (prepare.putPart(release, name, call.stream(), hash)) {
      case Stored(var part) -> stored(release, part);
      case NoSuchRelease() -> refused("store-part", release, name, Problem.unknownRelease());
      case NotADraft() -> refused("store-part", release, name, noParts());
      case TooLong() -> refused("store-part", release, name, tooLong());
      case WrongHash(var computed) -> refused("store-part", release, name, wrongHash(computed));
    };
  }

  private static String name(AdminRequest call) {
    var name = call.variable("name");
    if (!Part.isName(name.text())) {
      throw name.refused("is letters, digits, - or _, at most 32, a dot and three digits.");
    }
    return name.text();
  }

  private static AdminResponse stored(ReleaseId release, Part part) {
    log.info(
        "admin change=store-part release={} part={} outcome=done bytes={}",
        release,
        part.name(),
        part.size());
    return AdminResponse.ok(ReleaseBody.of(part));
  }

  private AdminResponse remove(AdminRequest call) {
    var release = call.release();
    var name = name(call);
    if (!prepare.removePart(release, name)) {
      return refused("remove-part", release, name, whyNotRemoved(release));
    }
    log.info("admin change=remove-part release={} part={} outcome=done", release, name);
    return AdminResponse.done();
  }

  private Problem whyNotRemoved(ReleaseId id) {
    return releases.find(id).map(PartRoutes::whyNotRemoved).orElseGet(Problem::unknownRelease);
  }

  private static Problem whyNotRemoved(Release release) {
    return release.state() == ReleaseState.DRAFT
        ? Problem.of(ProblemType.PART_UNKNOWN, "The release has no part of this name.")
        : noParts();
  }

  private static AdminResponse refused(
      String what, ReleaseId release, String part, Problem problem) {
    log.info(
        "admin change={} release={} part={} outcome={}",
        what,
        release,
        part,
        problem.type().code());
    return problem.answer();
  }

  private static Problem noParts() {
    return Problem.of(
        ProblemType.RELEASE_NOT_DRAFT,
        "Only a draft's parts may change, and only of one that has no link.");
  }

  private Problem tooLong() {
    return Problem.of(
        ProblemType.PART_TOO_LONG, "A part has at most %d bytes.".formatted(longestPart));
  }

  private static Problem wrongHash(String computed) {
    return Problem.of(
            ProblemType.WRONG_HASH, "The SHA-256 hash of what arrived is " + computed + ".")
        .with("sha256", computed);
  }
}
