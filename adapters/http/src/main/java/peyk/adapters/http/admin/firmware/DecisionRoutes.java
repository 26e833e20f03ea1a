package peyk.adapters.http.admin.firmware;

import java.util.List;
import java.util.Optional;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.admin.Page;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;
import peyk.application.firmware.ExplainFirmware;
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

/** The answers that trackers got, the answers that they would get now, and the reasons. */
public record DecisionRoutes(
    ReleaseRepository releases, DecisionRepository decisions, ExplainFirmware explain)
    implements AdminRoutes {
  private static final String IMEI = "imei";
  private static final List<String> CHECK = List.of("type", "revision", "version");
  private static final Problem NO_CHECK =
      Problem.of(ProblemType.TRACKER_UNKNOWN, "Say what it would ask: type, revision and version.");

  @Override
  public List<AdminRoute> routes() {
    var firmware = "/admin/firmware";
    var release = firmware + "/releases/{id}";
    var check = new String[] {IMEI, "type", "revision", "version"};
    return List.of(
        AdminRoute.get(release + "/decisions", this::listOfRelease, "before", Page.LIMIT),
        AdminRoute.get(release + "/explanation", this::explainRelease, check),
        AdminRoute.get(firmware + "/decisions", this::listOfTracker, IMEI, "before", Page.LIMIT),
        AdminRoute.get(firmware + "/explanation", this::explainAll, check));
  }

  private Reply listOfTracker(AdminRequest request) {
    var page = Page.of(request, "before");
    var imei = request.need(IMEI).imei();
    return list(page, decisions.ofTracker(imei, page.before(), page.wanted()));
  }

  private Reply listOfRelease(AdminRequest request) {
    var page = Page.of(request, "before");
    var release = ReleaseRoutes.find(request, releases);
    return list(page, decisions.ofRelease(release.id(), page.before(), page.wanted()));
  }

  private static Reply list(Page page, List<Remembered> found) {
    return page.reply(found, DecisionRoutes::body, Remembered::id);
  }

  public static JsonObject body(Remembered decision) {
    return check(JsonObject.of("id", decision.id()).with("at", decision.at()), decision.check())
        .with("times", decision.times())
        .with("offered", decision.offered())
        .with("reason", decision.reason())
        .with("release", decision.release().map(ReleaseId::value))
        .with("explanation", decision.explanation());
  }

  private Reply explainAll(AdminRequest request) {
    var decision = decide(request);
    return Reply.ok(
        check(JsonObject.of("at", decision.at()), decision.check())
            .with("offered", decision.offered().map(release -> release.id().value()))
            .with("reason", decision.reason())
            .with("explanation", decision.explanation())
            .with("considered", decision.considered().stream().map(DecisionRoutes::body).toList()));
  }

  private static JsonObject body(Considered one) {
    return JsonObject.of("release", one.release().id().value())
        .with("version", one.release().version())
        .with("state", one.release().state().word())
        .with("code", one.finding().code())
        .with("sentence", one.finding().sentence());
  }

  private Reply explainRelease(AdminRequest request) {
    var release = ReleaseRoutes.find(request, releases);
    var decision = decide(request);
    var finding = finding(decision, release);
    return Reply.ok(
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

  private FirmwareDecision decide(AdminRequest request) {
    var imei = request.need(IMEI).imei();
    if (CHECK.stream().noneMatch(name -> request.find(name).isPresent())) {
      return explain.explain(imei).orElseThrow(NO_CHECK::exception);
    }
    var hardware = new Hardware(number(request, "type"), number(request, "revision"));
    return explain.explain(new FirmwareCheck(imei, "", hardware, number(request, "version")));
  }

  private static long number(AdminRequest request, String name) {
    return request.need(name).number(0, Long.MAX_VALUE);
  }

  private static JsonObject check(JsonObject body, FirmwareCheck check) {
    return body.with("imei", check.imei().digits())
        .with("serial", check.serial())
        .with("type", check.hardware().type())
        .with("revision", check.hardware().revision())
        .with("version", check.version());
  }
}
