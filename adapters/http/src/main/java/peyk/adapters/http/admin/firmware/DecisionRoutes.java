package peyk.adapters.http.admin.firmware;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminResponse;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.Page;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemException;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.server.JsonObject;
import peyk.application.firmware.ExplainFirmware;
import peyk.domain.device.Imei;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.DecisionRepository.Remembered;
import peyk.domain.firmware.Eligibility;
import peyk.domain.firmware.FirmwareCheck;
import peyk.domain.firmware.FirmwareDecision;
import peyk.domain.firmware.FirmwareDecision.Considered;
import peyk.domain.firmware.Hardware;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository;

/** What trackers were answered, what they would be answered now, and why. */
public final class DecisionRoutes {
  private static final String IMEI = "imei";
  private static final List<String> CHECK = List.of("type", "revision", "version");

  private final ReleaseRepository releases;
  private final DecisionRepository decisions;
  private final ExplainFirmware explain;

  public DecisionRoutes(
      ReleaseRepository releases, DecisionRepository decisions, ExplainFirmware explain) {
    this.releases = releases;
    this.decisions = decisions;
    this.explain = explain;
  }

  public List<AdminRoute> routes() {
    var firmware = "/admin/firmware";
    var release = firmware + "/releases/{id}";
    var asked = Stream.concat(Stream.of(IMEI), CHECK.stream()).toArray(String[]::new);
    return List.of(
        AdminRoute.get(release + "/decisions", this::listOfRelease, "before", Page.LIMIT),
        AdminRoute.get(release + "/explanation", this::explainRelease, asked),
        AdminRoute.get(firmware + "/decisions", this::listOfTracker, IMEI, "before", Page.LIMIT),
        AdminRoute.get(firmware + "/explanation", this::explainAll, asked));
  }

  private AdminResponse listOfTracker(AdminRequest call) {
    var page = Page.of(call, "before");
    var imei = call.need(IMEI).imei();
    return list(page, decisions.ofTracker(imei, page.before(), page.wanted()));
  }

  private AdminResponse listOfRelease(AdminRequest call) {
    var page = Page.of(call, "before");
    var release = find(call);
    return list(page, decisions.ofRelease(release.id(), page.before(), page.wanted()));
  }

  private static AdminResponse list(Page page, List<Remembered> found) {
    return page.answer(found, DecisionRoutes::body, Remembered::id);
  }

  public static JsonObject body(Remembered decision) {
    return check(JsonObject.of("id", decision.id()).with("at", decision.at()), decision.check())
        .with("offered", decision.offered())
        .with("reason", decision.reason())
        .with("release", decision.release().map(ReleaseId::value))
        .with("explanation", decision.explanation());
  }

  private AdminResponse explainAll(AdminRequest call) {
    var decision = decide(call);
    return AdminResponse.ok(
        check(JsonObject.of("at", decision.at()), decision.check())
            .with("offered", decision.offered().map(release -> release.id().value()))
            .with("reason", decision.reason())
            .with("explanation", decision.explanation())
            .with(
                "considered",
                decision.considered().stream().map(DecisionRoutes::considered).toList()));
  }

  private static JsonObject considered(Considered one) {
    return JsonObject.of("release", one.release().id().value())
        .with("version", one.release().version())
        .with("state", one.release().state().word())
        .with("code", one.finding().code())
        .with("sentence", one.finding().sentence());
  }

  private AdminResponse explainRelease(AdminRequest call) {
    var release = find(call);
    var decision = decide(call);
    var finding = finding(decision, release);
    return AdminResponse.ok(
        check(JsonObject.of("at", decision.at()), decision.check())
            .with("release", release.id().value())
            .with("offered", decision.offered().map(Release::id).equals(Optional.of(release.id())))
            .with("code", finding.map(Eligibility::code).orElse("other_hardware"))
            .with(
                "sentence",
                finding.map(Eligibility::sentence).orElse("The release is for other hardware.")));
  }

  private static Optional<Eligibility> finding(FirmwareDecision decision, Release release) {
    return decision.considered().stream()
        .filter(one -> one.release().id().equals(release.id()))
        .map(Considered::finding)
        .findFirst();
  }

  private FirmwareDecision decide(AdminRequest call) {
    var imei = call.need(IMEI).imei();
    if (CHECK.stream().anyMatch(name -> call.find(name).isPresent())) {
      return explain.explain(check(call, imei));
    }
    return explain
        .explain(imei)
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    ProblemType.TRACKER_UNKNOWN,
                    "Say what it would ask: type, revision and version.")));
  }

  private static FirmwareCheck check(AdminRequest call, Imei imei) {
    var hardware = new Hardware(number(call, "type"), number(call, "revision"));
    return new FirmwareCheck(imei, "", hardware, number(call, "version"));
  }

  private static long number(AdminRequest call, String name) {
    return call.need(name).number(0, Long.MAX_VALUE);
  }

  private static JsonObject check(JsonObject body, FirmwareCheck check) {
    return body.with("imei", check.imei().digits())
        .with("serial", check.serial())
        .with("type", check.hardware().type())
        .with("revision", check.hardware().revision())
        .with("version", check.version());
  }

  private Release find(AdminRequest call) {
    return releases
        .find(call.release())
        .orElseThrow(() -> new ProblemException(Problem.unknownRelease()));
  }
}
