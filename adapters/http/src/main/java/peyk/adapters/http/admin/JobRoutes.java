package peyk.adapters.http.admin;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.server.JsonObject;
import peyk.domain.job.FailedJobRepository;

/** Durable jobs that failed, and trying them again. */
final class JobRoutes {
  private static final Logger log = LoggerFactory.getLogger(JobRoutes.class);

  /** No kind and no instance is longer. */
  private static final int LONGEST_NAME = 200;

  private static final Problem UNKNOWN =
      Problem.of(ProblemType.JOB_UNKNOWN, "It may have succeeded meanwhile.");
  private static final Problem RUNNING =
      Problem.of(ProblemType.JOB_RUNNING, "It is being tried at this moment.");

  private final FailedJobRepository jobs;

  JobRoutes(FailedJobRepository jobs) {
    this.jobs = jobs;
  }

  List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get("/admin/jobs/failed", this::list, Page.LIMIT),
        AdminRoute.post("/admin/jobs/{kind}/{instance}/retry", this::retry));
  }

  private AdminResponse list(AdminRequest call) {
    var failed = jobs.list(Page.limit(call));
    return AdminResponse.ok(JsonObject.of("items", failed.stream().map(JobBody::of).toList()));
  }

  private AdminResponse retry(AdminRequest call) throws IOException {
    var kind = name(call, "kind");
    var instance = name(call, "instance");
    call.expectNoBody();
    return switch (jobs.retry(kind, instance)) {
      case DUE -> {
        tell(kind, instance, "due");
        yield AdminResponse.done();
      }
      case RUNNING -> {
        tell(kind, instance, ProblemType.JOB_RUNNING.code());
        yield RUNNING.answer();
      }
      case UNKNOWN -> UNKNOWN.answer();
    };
  }

  private static String name(AdminRequest call, String variable) {
    var name = call.variable(variable);
    if (name.text().length() > LONGEST_NAME) {
      throw name.refused("is shorter than that.");
    }
    return name.text();
  }

  /** Of names that are known only: a path may hold anything. */
  private static void tell(String kind, String instance, String outcome) {
    log.info("admin change=retry-job kind={} instance={} outcome={}", kind, instance, outcome);
  }
}
