package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import peyk.application.monitoring.Metric;
import peyk.domain.otp.InMemorySmsGateway;
import peyk.domain.otp.InMemorySmsGateway.Fate;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.Phones;
import peyk.domain.otp.SmsOutcome;
import peyk.domain.otp.SmsReference;

class CountedSmsGatewayTest {
  private final InMemorySmsGateway gateway = new InMemorySmsGateway();
  private final CountedSmsGateway counted =
      new CountedSmsGateway(gateway, Metrics.globalRegistry());

  @Test
  void texts_are_counted_by_outcome() {
    var before = counts();
    gateway.willMeet(Fate.SENT, Fate.REFUSED, Fate.ANSWER_LOST);
    send();
    send();
    send();

    assertThat(counts())
        .containsExactlyElementsOf(before.stream().map(count -> count + 1).toList());
  }

  @Test
  void a_look_up_goes_to_the_gateway() {
    var reference = new SmsReference(UUID.randomUUID());
    assertThat(counted.hasTaken(reference)).isFalse();

    counted.send(Phones.any(), new OtpCode("4829"), reference);

    assertThat(counted.hasTaken(reference)).isTrue();
  }

  private void send() {
    counted.send(Phones.any(), new OtpCode("4829"), new SmsReference(UUID.randomUUID()));
  }

  private static List<Long> counts() {
    return Stream.of(SmsOutcome.values())
        .map(outcome -> List.of(Tag.create("outcome", outcome.name().toLowerCase(Locale.ROOT))))
        .map(tag -> Metrics.globalRegistry().timer(Metric.SMS_SENDS.id(), tag))
        .map(timer -> timer.map(Timer::count).orElse(0L))
        .toList();
  }
}
