package peyk.adapters.http.admin;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;
import peyk.domain.job.FailedJob;
import peyk.domain.job.FailedJobRepository;
import peyk.domain.job.FailedJobRepository.Selection;
import peyk.domain.job.JobCount;
import peyk.domain.job.JobKind;
import peyk.domain.text.Worded;

/** Durable jobs: how many there are, which failed, and what becomes of those. */
public record JobRoutes(FailedJobRepository jobs) implements AdminRoutes {
  /** No kind and no instance is longer. */
  private static final int LONGEST_NAME = 200;

  private static final int LONGEST_REASON = 200;
  private static final String KIND = "kind";
  private static final String STATE = "state";
  private static final String REASON = "reason";
  private static final String PARKED = JobCount.State.PARKED.word();
  private static final String FAILING = JobCount.State.FAILING.word();

  /** More are tried again by another request. */
  private static final int MOST_RETRIED = 10_000;

  private static final Problem UNKNOWN =
      Problem.of(ProblemType.JOB_UNKNOWN, "It may have succeeded meanwhile.");
  private static final Problem RUNNING =
      Problem.of(ProblemType.JOB_RUNNING, "It is being tried at this moment.");
  private static final Problem NOT_DISCARDABLE =
      Problem.of(
          ProblemType.JOB_NOT_DISCARDABLE,
          "Something would stay half done. It can be tried again.");

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get("/admin/jobs", this::count),
        AdminRoute.get("/admin/jobs/failed", this::list, Page.LIMIT, KIND, STATE),
        AdminRoute.post("/admin/jobs/retry", this::retryAll),
        AdminRoute.post("/admin/jobs/{kind}/{instance}/retry", this::retry),
        AdminRoute.post("/admin/jobs/{kind}/{instance}/discard", this::discard));
  }

  private Reply count(AdminRequest request) {
    return Reply.ok(JsonObject.of("items", jobs.counts().stream().map(JobRoutes::body).toList()));
  }

  private static JsonObject body(JobCount count) {
    return JsonObject.of(KIND, count.kind().word())
        .with(STATE, count.state().word())
        .with("jobs", count.jobs());
  }

  private Reply list(AdminRequest request) {
    var found = jobs.list(selection(request), Page.limit(request));
    return Reply.ok(JsonObject.of("items", found.stream().map(JobRoutes::body).toList()));
  }

  public static JsonObject body(FailedJob job) {
    return JsonObject.of(KIND, job.kind().word())
        .with("instance", job.instance())
        .with("failures", job.failures())
        .with("failedAt", job.failedAt())
        .with("nextRun", job.nextRun())
        .with("error", job.error())
        .with(STATE, job.isParked() ? PARKED : FAILING);
  }

  private static Selection selection(AdminRequest request) {
    var kind = request.find(KIND).map(asked -> kind(asked.text(), asked::refused));
    var state = request.find(STATE);
    state.ifPresent(asked -> expectParked(asked.text(), asked::refused));
    return new Selection(kind, state.isPresent());
  }

  private static Selection selection(JsonFields body) {
    var kind = body.find(KIND).map(wanted -> kind(wanted.line(LONGEST_NAME), wanted::refused));
    var state = body.find(STATE);
    state.ifPresent(wanted -> expectParked(wanted.line(LONGEST_NAME), wanted::refused));
    return new Selection(kind, state.isPresent());
  }

  private static JobKind kind(String word, Function<String, ProblemException> refused) {
    return Worded.find(JobKind.values(), word)
        .orElseThrow(() -> refused.apply("is no kind of job."));
  }

  private static void expectParked(String word, Function<String, ProblemException> refused) {
    if (!word.equals(PARKED)) {
      throw refused.apply("is \"parked\" or left out.");
    }
  }

  private Reply retryAll(AdminRequest request) throws IOException {
    var selection = selection(request.body(KIND, STATE));
    int due = jobs.retryAll(selection, MOST_RETRIED);
    request
        .change("retry-jobs")
        .note(KIND, selection.kind().map(JobKind::word).orElse("all"))
        .note(STATE, selection.parkedOnly() ? PARKED : "failed")
        .note("due", due);
    return Reply.ok(JsonObject.of("due", due));
  }

  private Reply retry(AdminRequest request) throws IOException {
    var kind = kind(request);
    var instance = name(request, "instance");
    request.expectNoBody();
    return switch (jobs.retry(kind, instance)) {
      case DUE -> {
        log(request, "retry-job", kind, instance).note("outcome", "due");
        yield Reply.noContent();
      }
      case RUNNING -> {
        log(request, "retry-job", kind, instance);
        throw RUNNING.exception();
      }
      case UNKNOWN -> throw UNKNOWN.exception();
    };
  }

  private Reply discard(AdminRequest request) throws IOException {
    var kind = kind(request);
    var instance = name(request, "instance");
    var reason = request.body(REASON).need(REASON).line(LONGEST_REASON);
    if (!kind.isDiscardable()) {
      throw NOT_DISCARDABLE.exception();
    }
    return switch (jobs.discard(kind, instance)) {
      case DISCARDED -> {
        log(request, "discard-job", kind, instance).note(REASON, reason);
        yield Reply.noContent();
      }
      case RUNNING -> throw RUNNING.exception();
      case UNKNOWN -> throw UNKNOWN.exception();
    };
  }

  private static JobKind kind(AdminRequest request) {
    return Worded.find(JobKind.values(), name(request, KIND)).orElseThrow(UNKNOWN::exception);
  }

  private static String name(AdminRequest request, String variable) {
    var name = request.variable(variable);
    if (name.text().length() > LONGEST_NAME) {
      throw name.refused("is shorter than that.");
    }
    return name.text();
  }

  /** Only for names that are known: a path may hold any text. */
  private static AdminRequest log(
      AdminRequest request, String change, JobKind kind, String instance) {
    return request.change(change).note(KIND, kind.word()).note("instance", instance);
  }
}
