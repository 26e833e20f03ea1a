package peyk.application.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import peyk.application.monitoring.JournalEvent.TextRejected;
import peyk.application.monitoring.RecordingJournal;
import peyk.domain.MovableClock;
import peyk.domain.otp.InMemorySmsGateway;
import peyk.domain.otp.InMemorySmsGateway.Fate;
import peyk.domain.otp.InMemoryTextHistory;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.Phones;
import peyk.domain.otp.SmsReference;
import peyk.domain.otp.TextCount;

class DeliveryWatchTest {
  private final MovableClock clock = new MovableClock();
  private final InMemorySmsGateway gateway = new InMemorySmsGateway();
  private final InMemoryTextHistory history = new InMemoryTextHistory();
  private final RecordingJournal journal = new RecordingJournal();
  private final DeliveryWatch watch = new DeliveryWatch(gateway, history, journal, clock);

  @Test
  void a_text_that_is_rejected_later_is_told() {
    send();
    var rejected = send();
    gateway.reject(rejected);
    clock.pass(DeliveryWatch.DELAY);

    watch.look();
    watch.look();

    assertThat(journal.events()).containsExactly(new TextRejected());
    assertThat(gateway.lookUps()).isEqualTo(2);
  }

  @Test
  void a_text_is_not_asked_for_right_after_it_was_sent() {
    send();
    clock.pass(DeliveryWatch.DELAY.minusSeconds(1));

    watch.look();

    assertThat(gateway.lookUps()).isZero();
  }

  @Test
  void a_text_that_did_not_go_out_is_not_asked_for() {
    gateway.willMeet(Fate.REFUSED, Fate.ANSWER_LOST);
    send();
    send();
    clock.pass(DeliveryWatch.DELAY);

    watch.look();

    assertThat(gateway.lookUps()).isZero();
  }

  @Test
  void a_gateway_that_is_away_is_asked_again_but_not_for_ever() {
    gateway.reject(send());
    gateway.goDown();
    clock.pass(DeliveryWatch.DELAY);
    watch.look();
    assertThat(journal.events()).isEmpty();
    gateway.comeUp();
    watch.look();
    assertThat(journal.events()).hasSize(1);

    send();
    clock.pass(Duration.ofHours(1));
    watch.look();
    assertThat(gateway.lookUps()).isEqualTo(2);
  }

  @Test
  void texts_are_counted_in_the_hour_in_which_they_were_sent() {
    var hour = clock.now().truncatedTo(ChronoUnit.HOURS);
    send();
    gateway.reject(send());
    gateway.willMeet(Fate.REFUSED);
    send();
    clock.pass(Duration.ofMinutes(20));
    watch.look();
    watch.look();

    assertThat(history.since(hour)).containsExactly(entry(hour, new TextCount(2, 1, 1, 0)));
  }

  @Test
  void counts_wait_for_a_database_that_is_away() {
    send();
    history.goDown();
    watch.look();
    history.comeUp();
    watch.look();

    assertThat(history.since(Instant.EPOCH).values()).containsExactly(new TextCount(1, 0, 0, 0));
  }

  private SmsReference send() {
    var reference = new SmsReference(UUID.randomUUID());
    watch.send(Phones.any(), new OtpCode("4829"), reference);
    return reference;
  }
}
