package peyk.adapters.traccar.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LongTableTest {
  @RepeatedTest(50)
  void it_is_a_map(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var table = new LongTable();
    var map = new HashMap<Long, Long>();
    for (int i = 0; i < 2000; i++) {
      long key = random.nextInt(10) == 0 ? random.nextInt(64) : random.nextLong(2000) << 32;
      if (key == 1) {
        continue; // zero and one are the same to it
      }
      if (random.nextBoolean()) {
        table.put(key, i);
        map.put(key, (long) i);
      } else {
        table.putIfAbsent(key, i);
        map.putIfAbsent(key, (long) i);
      }
    }
    map.forEach((key, value) -> assertThat(table.get(key)).hasValue(value));
    for (long key = 64; key < 2000; key++) {
      assertThat(table.get(key)).isEmpty();
    }
  }

  @Test
  void what_was_never_put_is_not_there() {
    assertThat(new LongTable().get(0)).isEmpty();
  }
}
