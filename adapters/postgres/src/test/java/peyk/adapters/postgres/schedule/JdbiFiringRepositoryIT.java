package peyk.adapters.postgres.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.Replicas;
import peyk.domain.AtOnce;
import peyk.domain.command.CommandLines;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandOrigin;
import peyk.domain.command.Commands;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.FiringRepository;
import peyk.domain.schedule.FiringRepository.Beginning.Begun;
import peyk.domain.schedule.FiringRepositoryContract;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.schedule.ScheduleRepository;

class JdbiFiringRepositoryIT extends FiringRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  private static final CommandOrigin ORIGIN = CommandOrigin.schedule("test");

  @Override
  protected FiringRepository firings() {
    return REPLICAS.one().firings();
  }

  @Override
  protected ScheduleRepository schedules() {
    return REPLICAS.one().schedules();
  }

  @Override
  protected CommandLines commands() {
    return REPLICAS.one().commands();
  }

  @Override
  protected Instant now() {
    return REPLICAS.now();
  }

  @Override
  protected void pass(Duration time) {
    REPLICAS.setClock(now().plus(time));
  }

  @Override
  protected int wakeups(ScheduleName schedule) {
    return REPLICAS.wakeups(JobKind.CARRY_OUT_FIRING, schedule.value());
  }

  @Test
  void two_replicas_that_carry_out_one_firing_order_each_command_once() {
    var firing = firing();
    var ordered =
        AtOnce.run(
            8,
            number ->
                replica(number)
                    .firings()
                    .order(firing, number < 4 ? orders() : orders().reversed(), now()));
    assertThat(ordered.stream().mapToInt(count -> count).sum()).isEqualTo(200);
    assertThat(REPLICAS.texts("SELECT count(*) FROM command")).containsExactly("200");
  }

  @Test
  void a_firing_that_two_replicas_have_ordered_in_part_is_not_sent_twice_after_it_was_answered() {
    var firing = firing();
    firings().order(firing, orders(), now());
    REPLICAS.execute("UPDATE command SET state = 'answered', sent_at = now(), ended_at = now()");
    assertThat(REPLICAS.other().firings().order(firing, orders(), now())).isZero();
  }

  private Firing firing() {
    return ((Begun) firings().beginByHand(new ScheduleName("versions"), now())).firing();
  }

  private static PostgresDatabase replica(int number) {
    return number % 2 == 0 ? REPLICAS.one() : REPLICAS.other();
  }

  private List<CommandOrder> orders() {
    return LongStream.range(1, 201)
        .mapToObj(device -> Commands.order(new DeviceId(device), "getver", ORIGIN, now()))
        .toList();
  }
}
