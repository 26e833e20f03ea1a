package peyk.application.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import peyk.application.monitoring.JournalEvent.TextRejected;
import peyk.application.monitoring.RecordingJournal;
import peyk.domain.MovableClock;
import peyk.domain.otp.InMemorySmsGateway;
import peyk.domain.otp.InMemorySmsGateway.Fate;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.Phones;
import peyk.domain.otp.SmsReference;

class DeliveryWatchTest {
  private final MovableClock clock = new MovableClock();
  private final InMemorySmsGateway gateway = new InMemorySmsGateway();
  private final RecordingJournal journal = new RecordingJournal();
  private final DeliveryWatch watch = new DeliveryWatch(gateway, journal, clock);

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

  private SmsReference send() {
    var reference = new SmsReference(UUID.randomUUID());
    watch.send(Phones.any(), new OtpCode("4829"), reference);
    return reference;
  }
}
