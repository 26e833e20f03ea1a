package peyk.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.metrics.api.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.OnlineListener;

class RecordWriterTest {
  private static final String TOPIC = "events";

  private final RecordingInbox inbox = new RecordingInbox();
  private final RecordWriter writer =
      new RecordWriter(inbox, new Nobody(), Metrics.globalRegistry());

  private record Nobody() implements OnlineListener {
    @Override
    public boolean isNews(DeviceId device) {
      return false;
    }

    @Override
    public void online(Collection<DeviceId> devices) {}
  }

  @Test
  void an_answer_that_overflows_the_stack_is_dropped_and_no_other() {
    inbox.check(event -> {
      if (event.result().equals("answer 2")) {
        throw new StackOverflowError();
      }
    });
    writer.store(answers(3));
    assertThat(inbox.resultsOf(7)).containsExactly("answer 1", "answer 3");
  }

  @Test
  void an_error_of_the_process_drops_no_answer() {
    inbox.check(_ -> {
      throw new OutOfMemoryError("for a while");
    });
    assertThatThrownBy(() -> writer.store(answers(3))).isInstanceOf(OutOfMemoryError.class);
    inbox.check(_ -> {});
    writer.store(answers(3));
    assertThat(inbox.rows()).hasSize(3);
  }

  private static ConsumerRecords<byte[], byte[]> answers(int number) {
    var records =
        IntStream.rangeClosed(1, number)
            .mapToObj(id ->
                new ConsumerRecord<>(
                    TOPIC,
                    0,
                    id,
                    new byte[0],
                    Forwarded.answer(id, 7, "answer " + id).getBytes(StandardCharsets.UTF_8)))
            .toList();
    return new ConsumerRecords<>(
        Map.of(new TopicPartition(TOPIC, 0), List.copyOf(records)), Map.of());
  }
}
