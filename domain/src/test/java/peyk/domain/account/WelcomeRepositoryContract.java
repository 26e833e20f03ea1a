package peyk.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link WelcomeRepository} does, whatever it is made of. */
public abstract class WelcomeRepositoryContract {
  private static final Login LOGIN = new Login("09120000001");
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  /** The welcomes, none at first. */
  protected abstract WelcomeRepository welcomes();

  /** When the welcome of a user begins; empty if none is wished for. */
  protected abstract Optional<Instant> beginning(Login login);

  /** Sets the clock that the welcomes go by. */
  protected abstract void setClock(Instant now);

  @Test
  void a_welcome_that_is_expected_begins_by_itself_after_a_minute() {
    setClock(NOW);
    welcomes().expect(LOGIN);
    assertThat(beginning(LOGIN)).contains(NOW.plusSeconds(60));
    assertThat(beginning(new Login("09120000002"))).isEmpty();
  }

  @Test
  void a_welcome_begins_at_once_when_the_user_exists() {
    setClock(NOW);
    welcomes().expect(LOGIN);
    setClock(NOW.plusSeconds(2));
    welcomes().begin(LOGIN);
    assertThat(beginning(LOGIN)).contains(NOW.plusSeconds(2));
  }

  @Test
  void a_welcome_that_nobody_expected_begins_as_well() {
    setClock(NOW);
    welcomes().begin(LOGIN);
    assertThat(beginning(LOGIN)).contains(NOW);
  }

  @Test
  void who_expects_a_welcome_later_gets_the_whole_minute() {
    setClock(NOW);
    welcomes().expect(LOGIN);
    setClock(NOW.plusSeconds(59));
    welcomes().expect(LOGIN);
    assertThat(beginning(LOGIN)).contains(NOW.plusSeconds(119));
  }

  @Test
  void a_welcome_that_has_begun_is_not_put_off() {
    setClock(NOW);
    welcomes().begin(LOGIN);
    setClock(NOW.plusSeconds(1));
    welcomes().expect(LOGIN);
    assertThat(beginning(LOGIN)).contains(NOW);
  }
}
