package peyk.adapters.http.admin;

import peyk.adapters.http.server.JsonObject;
import peyk.domain.job.FailedJob;

/** A failed job in JSON. */
public final class JobBody {
  private JobBody() {}

  public static JsonObject of(FailedJob job) {
    return JsonObject.of("kind", job.kind().word())
        .with("instance", job.instance())
        .with("failures", job.failures())
        .with("failedAt", job.failedAt())
        .with("nextRun", job.nextRun())
        .with("error", job.error());
  }
}
