package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import peyk.adapters.http.server.HealthFact.State;
import peyk.adapters.traccar.TraccarStatus;
import peyk.application.subscription.SubscriptionCheck;
import peyk.application.subscription.WatchSubscription;
import peyk.domain.account.AccountId;
import peyk.domain.diagnosis.Area;
import peyk.domain.diagnosis.Finding;
import peyk.domain.diagnosis.KafkaFacts;
import peyk.domain.diagnosis.TraccarFacts;
import peyk.domain.tracker.TokenOwner;

class HealthTest {
  private static final Finding NOTE = Area.TRACCAR.note("a", "status events are off");
  private static final Finding FAULT = Area.TRACCAR.fault("b", "answers are late", "do x");

  @Test
  void before_the_first_check_it_is_not_known_whether_trackers_are_heard() {
    var fact = Health.subscription(state(Optional.empty(), Optional.of("not checked yet")), 0);
    assertThat(fact.state()).isEqualTo(State.DEGRADED);
    assertThat(fact.details()).containsEntry("found", "not checked: not checked yet");
  }

  @Test
  void a_note_is_told_and_does_no_harm() {
    var fact = Health.subscription(state(Optional.of(heard(NOTE)), Optional.empty()), 0);
    assertThat(fact.state()).isEqualTo(State.UP);
    assertThat(fact.details())
        .containsEntry("found", "trackers are heard")
        .containsEntry("notes", List.of("status events are off"))
        .doesNotContainKey("faults");
  }

  @Test
  void a_fault_is_told_with_its_cure() {
    var fact = Health.subscription(state(Optional.of(heard(FAULT)), Optional.empty()), 0);
    assertThat(fact.state()).isEqualTo(State.DEGRADED);
    assertThat(fact.details())
        .containsEntry("faults", List.of("answers are late; what to do: do x"));
  }

  @Test
  void who_is_not_heard_is_not_well_and_neither_is_who_cannot_be_asked() {
    var nobody = hearing(new TokenOwner.Nobody(), Optional.empty(), FAULT);
    assertThat(Health.subscription(state(Optional.of(nobody), Optional.empty()), 0).details())
        .containsEntry("found", "trackers are not heard");
    var away = state(Optional.of(heard(NOTE)), Optional.of("Traccar cannot be reached"));
    assertThat(Health.subscription(away, 0).state()).isEqualTo(State.DEGRADED);
  }

  @Test
  void devices_that_are_not_linked_yet_are_counted_and_not_well() {
    var fact = Health.subscription(state(Optional.of(heard(NOTE)), Optional.empty()), 7);
    assertThat(fact.state()).isEqualTo(State.DEGRADED);
    assertThat(fact.details()).containsEntry("unlinked", 7);
  }

  @Test
  void kafka_that_cannot_be_read_is_told_with_its_cure_and_is_not_well() {
    var fact = Health.kafka(new KafkaFacts.Away("kafka:9092"));
    assertThat(fact.state()).isEqualTo(State.DEGRADED);
    assertThat(String.valueOf(fact.details().get("found")))
        .contains("no broker answers at kafka:9092", "what to do: see that the brokers run");
    assertThat(Health.kafka(new KafkaFacts.Read("events", 4, 0)).state()).isEqualTo(State.UP);
  }

  @Test
  void without_a_socket_traccar_is_well_if_it_answers() {
    var status =
        new TraccarStatus(Optional.of(Instant.EPOCH), Optional.empty(), false, Optional.empty());
    assertThat(Health.traccar(status).state()).isEqualTo(State.DEGRADED);
    assertThat(Health.traccarWithoutSocket(status).state()).isEqualTo(State.UP);
  }

  private static SubscriptionCheck heard(Finding finding) {
    var listener =
        new TraccarFacts.Subscription(
            List.of(), 0, Set.of(), 3, 2, OptionalInt.of(0), TraccarFacts.StatusEvents.SEEN);
    return hearing(new TokenOwner.User(new AccountId(5), true), Optional.of(listener), finding);
  }

  private static SubscriptionCheck hearing(
      TokenOwner identity, Optional<TraccarFacts.Subscription> listener, Finding finding) {
    var facts =
        new TraccarFacts(identity, Optional.empty(), listener, Optional.empty(), Optional.empty());
    return new SubscriptionCheck(Instant.EPOCH, facts, List.of(finding));
  }

  private static WatchSubscription.State state(
      Optional<SubscriptionCheck> last, Optional<String> trouble) {
    return new WatchSubscription.State(last, trouble, 3, 2);
  }
}
