package peyk.adapters.http.admin;

import java.io.IOException;
import java.util.List;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;
import peyk.domain.job.FailedJob;
import peyk.domain.job.FailedJobRepository;
import peyk.domain.job.JobKind;

/** Durable jobs that failed, and trying them again. */
public record JobRoutes(FailedJobRepository jobs) implements AdminRoutes {
  /** No kind and no instance is longer. */
  private static final int LONGEST_NAME = 200;

  private static final Problem UNKNOWN =
      Problem.of(ProblemType.JOB_UNKNOWN, "It may have succeeded meanwhile.");
  private static final Problem RUNNING =
      Problem.of(ProblemType.JOB_RUNNING, "It is being tried at this moment.");

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get("/admin/jobs/failed", this::list, Page.LIMIT),
        AdminRoute.post("/admin/jobs/{kind}/{instance}/retry", this::retry));
  }

  private Reply list(AdminRequest request) {
    return Reply.ok(
        JsonObject.of(
            "items", jobs.list(Page.limit(request)).stream().map(JobRoutes::body).toList()));
  }

  public static JsonObject body(FailedJob job) {
    return JsonObject.of("kind", job.kind().word())
        .with("instance", job.instance())
        .with("failures", job.failures())
        .with("failedAt", job.failedAt())
        .with("nextRun", job.nextRun())
        .with("error", job.error());
  }

  private Reply retry(AdminRequest request) throws IOException {
    var kind = JobKind.parse(name(request, "kind")).orElseThrow(UNKNOWN::exception);
    var instance = name(request, "instance");
    request.expectNoBody();
    return switch (jobs.retry(kind, instance)) {
      case DUE -> {
        log(request, kind, instance).note("outcome", "due");
        yield Reply.noContent();
      }
      case RUNNING -> {
        log(request, kind, instance);
        throw RUNNING.exception();
      }
      case UNKNOWN -> throw UNKNOWN.exception();
    };
  }

  private static String name(AdminRequest request, String variable) {
    var name = request.variable(variable);
    if (name.text().length() > LONGEST_NAME) {
      throw name.refused("is shorter than that.");
    }
    return name.text();
  }

  /** Only for names that are known: a path may hold any text. */
  private static AdminRequest log(AdminRequest request, JobKind kind, String instance) {
    return request.change("retry-job").note("kind", kind.word()).note("instance", instance);
  }
}
