package peyk.adapters.http.admin;

import peyk.domain.job.FailedJob;

/** A failed job in JSON. */
final class JobBody {
  private JobBody() {}

  static Body of(FailedJob job) {
    return Body.of("kind", job.kind())
        .with("instance", job.instance())
        .with("failures", job.failures())
        .with("failedAt", job.failedAt())
        .with("nextRun", job.nextRun())
        .with("error", job.error());
  }
}
