package peyk.adapters.postgres.schedule;

import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.job.JobKind;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.schedule.ScheduleRepository;
import peyk.domain.schedule.ScheduleRepositoryContract;

class JdbiScheduleRepositoryIT extends ScheduleRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected ScheduleRepository schedules() {
    return REPLICAS.one().schedules();
  }

  @Override
  protected int wakeups(ScheduleName schedule) {
    return REPLICAS.wakeups(JobKind.FIRE_SCHEDULE, schedule.value());
  }
}
