package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationTest {
  @Test
  void a_port_that_is_taken_is_told_in_one_sentence() {
    var taken = new UncheckedIOException("cannot listen on 127.0.0.1:8088", new BindException());
    assertThatThrownBy(() -> start(taken))
        .isInstanceOf(StartupException.class)
        .hasMessage("Peyk cannot start: cannot listen on 127.0.0.1:8088");
  }

  @Test
  void a_mistake_of_our_own_keeps_its_trace() {
    for (var mistake :
        List.of(
            new IllegalStateException("two routes with one path"),
            new UncheckedIOException("a page is missing", new FileNotFoundException()))) {
      assertThatThrownBy(() -> start(mistake)).isSameAs(mistake);
    }
  }

  private static void start(RuntimeException failure) {
    Application.starting(() -> {
      throw failure;
    });
  }
}
