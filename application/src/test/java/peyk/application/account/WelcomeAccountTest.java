package peyk.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.application.job.Job.Next;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.Account;
import peyk.domain.account.AccountId;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.InMemoryNotificationGateway;
import peyk.domain.account.NotificationGateway;
import peyk.domain.account.OwnedNotification;
import peyk.domain.account.UserNotifications;
import peyk.domain.job.JobKind;

class WelcomeAccountTest {
  private final AccountWorld world = new AccountWorld();
  private final InMemoryNotificationGateway notifications = new InMemoryNotificationGateway();
  private final Account user = world.accounts.add("09120000001");
  private final Account other = world.accounts.add("09120000002");

  @Test
  void a_new_user_gets_one_of_each_default() {
    assertThat(welcome(notifications)).isEqualTo(new Next.Done());
    assertThat(owned()).containsExactlyInAnyOrderElementsOf(wanted());
    assertThat(notifications.of(other.id()).list()).isEmpty();
  }

  @Test
  void notifications_by_a_channel_that_traccar_does_not_have_wait_until_it_has_it() {
    notifications.channels("web", "mail");
    assertThat(welcome(notifications)).isInstanceOf(Next.Again.class);
    assertThat(owned())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.orElseThrow().notificator()).isEqualTo("web"));
    notifications.channels("web", "firebase");
    assertThat(welcome(notifications)).isEqualTo(new Next.Done());
    assertThat(owned()).containsExactlyInAnyOrderElementsOf(wanted());
  }

  @Test
  void while_a_channel_is_missing_the_users_notifications_are_read_once_and_the_pauses_grow() {
    notifications.channels("web");
    var job = job(new StopsAfter(2 + wantedByWeb(), notifications));
    var pauses = IntStream.range(0, 4).mapToObj(_ -> job.run(user.login().value())).toList();
    assertThat(pauses).containsExactly(again(6), again(12), again(24), again(24));
  }

  private static Next again(int hours) {
    return new Next.Again(Duration.ofHours(hours));
  }

  @Test
  void what_a_user_has_already_is_not_added() {
    notifications.of(user.id()).add(world.defaults.notifications().get(2));
    welcome(notifications);
    welcome(notifications);
    assertThat(owned()).containsExactlyInAnyOrderElementsOf(wanted());
  }

  @Test
  void doubles_are_removed_and_the_first_stays() {
    var doubled = world.defaults.notifications().get(1);
    notifications.of(user.id()).add(doubled);
    notifications.of(user.id()).add(doubled);
    notifications.of(user.id()).add(doubled);
    var first = notifications.of(user.id()).list().getFirst();
    welcome(notifications);
    assertThat(owned()).containsExactlyInAnyOrderElementsOf(wanted());
    assertThat(notifications.of(user.id()).list()).contains(first);
  }

  @Test
  void what_a_user_made_stays_even_twice() {
    var own = new DefaultNotification("geofenceEnter", "web", Optional.empty());
    notifications.of(user.id()).add(own);
    notifications.of(user.id()).add(own);
    notifications.addOther(user.id());
    notifications.addOther(user.id());
    welcome(notifications);
    assertThat(notifications.of(user.id()).list())
        .hasSize(world.defaults.notifications().size() + 4);
  }

  /** With one there twice, a welcome makes one reading, one removal and five additions. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void a_welcome_may_stop_after_any_call_and_ends_with_one_of_each(int calls) {
    var doubled = world.defaults.notifications().getFirst();
    notifications.of(user.id()).add(doubled);
    notifications.of(user.id()).add(doubled);
    assertThatThrownBy(() -> welcome(new StopsAfter(calls, notifications)))
        .isInstanceOf(GatewayUnavailableException.class);
    welcome(notifications);
    assertThat(owned()).containsExactlyInAnyOrderElementsOf(wanted());
  }

  @Test
  void nobody_is_welcomed_if_the_user_was_never_created() {
    assertThat(job(notifications).run("09129999999")).isEqualTo(new Next.Done());
    assertThat(owned()).isEmpty();
  }

  @Test
  void a_user_who_signed_in_is_not_searched_for() {
    world.owners.remember(user.login(), user.id());
    world.accounts.failSearches();
    assertThat(welcome(notifications)).isEqualTo(new Next.Done());
  }

  @Test
  void a_user_whose_number_is_remembered_of_another_is_searched_for() {
    world.owners.remember(user.login(), other.id());
    assertThat(welcome(notifications)).isEqualTo(new Next.Done());
    assertThat(owned()).containsExactlyInAnyOrderElementsOf(wanted());
    assertThat(notifications.of(other.id()).list()).isEmpty();
  }

  @Test
  void its_name_is_the_one_by_which_it_is_woken() {
    assertThat(job(notifications).kind()).isEqualTo(JobKind.WELCOME_ACCOUNT);
  }

  @Test
  void during_an_outage_the_welcome_is_tried_again() {
    world.accounts.outage().begin();
    assertThatThrownBy(() -> welcome(notifications))
        .isInstanceOf(GatewayUnavailableException.class);
  }

  private Next welcome(NotificationGateway gateway) {
    return job(gateway).run(user.login().value());
  }

  private WelcomeAccount job(NotificationGateway gateway) {
    return new WelcomeAccount(world.accounts, world.owners, gateway, world.defaults);
  }

  private int wantedByWeb() {
    return (int)
        world.defaults.notifications().stream().filter(n -> n.notificator().equals("web")).count();
  }

  private List<Optional<DefaultNotification>> owned() {
    return notifications.of(user.id()).list().stream()
        .map(OwnedNotification::defaultNotification)
        .toList();
  }

  private List<Optional<DefaultNotification>> wanted() {
    return world.defaults.notifications().stream().map(Optional::of).toList();
  }

  /** Lets so many calls have their effect; the answer to the last one does not arrive. */
  private static final class StopsAfter implements NotificationGateway {
    private final NotificationGateway gateway;
    private int left;

    StopsAfter(int calls, NotificationGateway gateway) {
      this.left = calls;
      this.gateway = gateway;
    }

    @Override
    public Set<String> notificators() {
      return gateway.notificators();
    }

    @Override
    public <T> T as(AccountId account, Function<UserNotifications, T> work) {
      return gateway.as(account, own -> work.apply(counted(own)));
    }

    private UserNotifications counted(UserNotifications own) {
      return new UserNotifications() {
        @Override
        public List<OwnedNotification> list() {
          var owned = own.list();
          count();
          return owned;
        }

        @Override
        public void add(DefaultNotification notification) {
          own.add(notification);
          count();
        }

        @Override
        public void remove(long notificationId) {
          own.remove(notificationId);
          count();
        }
      };
    }

    private void count() {
      left--;
      if (left == 0) {
        throw new GatewayUnavailableException("the connection broke");
      }
    }
  }
}
