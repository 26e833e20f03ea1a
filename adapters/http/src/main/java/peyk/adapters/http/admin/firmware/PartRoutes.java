package peyk.adapters.http.admin.firmware;

import java.io.IOException;
import java.util.List;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.admin.Parameter;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.server.Reply;
import peyk.domain.firmware.Part;
import peyk.domain.firmware.PartRepository;
import peyk.domain.firmware.PartRepository.Upload;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.ReleaseState;

/**
 * The parts of releases. Their contents are stored while they arrive.
 *
 * @param longestPart in bytes
 */
public record PartRoutes(ReleaseRepository releases, PartRepository parts, long longestPart)
    implements AdminRoutes {
  private static final Problem NO_PARTS =
      Problem.of(
          ProblemType.RELEASE_NOT_DRAFT,
          "Only a draft's parts may change, and only of one that has no link.");
  private static final Problem UNKNOWN =
      Problem.of(ProblemType.PART_UNKNOWN, "The release has no part of this name.");

  @Override
  public List<AdminRoute> routes() {
    var path = "/admin/firmware/releases/{id}/parts/{name}";
    return List.of(
        AdminRoute.put(path, this::store, "sha256").administered(),
        AdminRoute.delete(path, this::remove).administered());
  }

  private Reply store(AdminRequest request) throws IOException {
    var release = ReleaseRoutes.id(request);
    var name = name(request);
    var hash = request.find("sha256").map(Parameter::hash);
    request.change("store-part").note("release", release).note("part", name);
    if (request.length().orElse(0) > longestPart) {
      throw tooLong().exception(); // without reading it
    }
    return switch (parts.store(release, name, request.stream(), longestPart, hash)) {
      case Upload.Stored(var part) -> {
        request.note("outcome", "done").note("bytes", part.size());
        yield Reply.ok(ReleaseBody.of(part));
      }
      case Upload.NoSuchRelease() -> throw ReleaseBody.UNKNOWN.exception();
      case Upload.NotADraft() -> throw NO_PARTS.exception();
      case Upload.TooLong() -> throw tooLong().exception();
      case Upload.WrongHash(var computed) -> throw wrongHash(computed).exception();
    };
  }

  private static String name(AdminRequest request) {
    var name = request.variable("name");
    if (!Part.isName(name.text())) {
      throw name.refused("is letters, digits, - or _, at most 32, a dot and three digits.");
    }
    return name.text();
  }

  private Reply remove(AdminRequest request) {
    var release = ReleaseRoutes.id(request);
    var name = name(request);
    request.change("remove-part").note("release", release).note("part", name);
    if (parts.delete(release, name)) {
      return Reply.noContent();
    }
    var state = ReleaseRoutes.find(request, releases).state();
    throw (state == ReleaseState.DRAFT ? UNKNOWN : NO_PARTS).exception();
  }

  private Problem tooLong() {
    return Problem.of(ProblemType.PART_TOO_LONG, "A part has at most " + longestPart + " bytes.");
  }

  private static Problem wrongHash(String computed) {
    return Problem.of(
            ProblemType.WRONG_HASH, "The SHA-256 hash of what arrived is " + computed + ".")
        .with("sha256", computed);
  }
}
