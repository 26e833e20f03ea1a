package peyk.adapters.postgres.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sha256;
import peyk.domain.account.Login;
import peyk.domain.account.WelcomeRepository;
import peyk.domain.account.WelcomeRepositoryContract;
import peyk.domain.job.JobKind;

class JdbiWelcomeRepositoryIT extends WelcomeRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected WelcomeRepository welcomes() {
    return REPLICAS.one().welcomes();
  }

  @Override
  protected Optional<Instant> beginning(Login login) {
    return REPLICAS.due(JobKind.WELCOME_ACCOUNT, Sha256.hex(login.value()));
  }

  @Override
  protected void setClock(Instant now) {
    REPLICAS.setClock(now);
  }

  @Test
  void the_name_of_the_job_gives_no_subscriber_away() {
    welcomes().begin(new Login("09120000001"));
    assertThat(REPLICAS.texts("SELECT task_instance FROM scheduled_tasks"))
        .singleElement()
        .asString()
        .doesNotContain("0912");
  }

  @Test
  void a_welcome_that_failed_rests_even_if_it_is_begun_once_more() {
    welcomes().begin(new Login("09120000001"));
    var rests = REPLICAS.now().plusSeconds(30);
    REPLICAS
        .one()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "UPDATE scheduled_tasks SET consecutive_failures = 5, execution_time = ?",
                Columns.time(rests)));
    welcomes().begin(new Login("09120000001"));
    assertThat(beginning(new Login("09120000001"))).contains(rests);
  }

  @Test
  void a_welcome_that_is_expected_while_one_runs_gets_its_minute() {
    welcomes().begin(new Login("09120000001"));
    REPLICAS
        .one()
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE scheduled_tasks SET picked = TRUE"));
    welcomes().expect(new Login("09120000001"));
    assertThat(beginning(new Login("09120000001"))).contains(REPLICAS.now().plusSeconds(60));
  }
}
