package peyk.adapters.traccar.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.traccar.TraccarFixture;
import peyk.application.account.AccountWorld;
import peyk.application.account.WelcomeAccount;
import peyk.application.job.Job.Next;
import peyk.domain.Eventually;
import peyk.domain.account.AccountDefaults;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.Login;
import peyk.domain.otp.Phones;
import peyk.domain.text.LocalDates;

/** Counts the calls of Traccar that a sign-in and a new user cost. */
class AccountCallsTest {
  private static final int NOTIFICATIONS = 22;

  private final TraccarFixture neighbour = TraccarFixture.start();
  private final AccountWorld world = new AccountWorld();
  private final TraccarAccountGateway accounts = new TraccarAccountGateway(neighbour.client());

  @AfterEach
  void close() {
    neighbour.close();
  }

  @Test
  void a_known_user_costs_three_calls_and_one_after_the_answer() {
    signIn();
    quiet();
    neighbour.traccar().requests().resetCounts();
    signIn();
    quiet();
    assertThat(calls("GET", "/api/users")).isZero();
    assertThat(calls("GET", "/api/session/")).isOne();
    assertThat(calls("POST", "/api/session/token")).isOne();
    assertThat(calls()).isEqualTo(4);
  }

  @Test
  void the_notifications_of_a_new_user_are_made_in_one_session() {
    signIn();
    quiet();
    neighbour.traccar().requests().resetCounts();
    assertThat(welcome()).isEqualTo(new Next.Done());
    quiet();
    assertThat(calls("POST", "/api/notifications")).isEqualTo(NOTIFICATIONS);
    assertThat(calls("GET", "/api/session/")).isOne();
    assertThat(calls()).isLessThanOrEqualTo(NOTIFICATIONS + 5);
  }

  @Test
  void a_new_user_costs_at_most_eleven_calls_beside_the_notifications() {
    signIn();
    quiet();
    welcome();
    quiet();
    assertThat(calls()).isLessThanOrEqualTo(NOTIFICATIONS + 11 + seeding());
  }

  private void signIn() {
    assertThat(world.openAccount(accounts, false).tokenFor(Phones.any())).isPresent();
  }

  /** All sessions are ended, which happens in the background. */
  private void quiet() {
    Eventually.until("all sessions are ended", () -> neighbour.traccar().openSessions() == 0);
  }

  private Next welcome() {
    var notifications = new TraccarNotificationGateway(neighbour.client());
    return new WelcomeAccount(accounts, world.owners, notifications, defaults())
        .run(Login.of(Phones.any()).value());
  }

  private static AccountDefaults defaults() {
    var notifications =
        IntStream.range(0, NOTIFICATIONS)
            .mapToObj(i -> new DefaultNotification("alarm", "web", Optional.of("alarm" + i)))
            .toList();
    return new AccountDefaults(
        new LocalDates(ZoneId.of("Asia/Tehran")), Map.of(), List.copyOf(notifications));
  }

  /** Whether Traccar knows keywords is asked once. */
  private int seeding() {
    return calls("GET", "/api/server");
  }

  private int calls(String method, String path) {
    return neighbour.traccar().requests().count(method, path);
  }

  private int calls() {
    return calls("GET", "/") + calls("POST", "/") + calls("PUT", "/") + calls("DELETE", "/");
  }
}
