package peyk.application.provisioning;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Splits a long list into batches for the database. */
final class Batches {
  private Batches() {}

  static <T> Stream<List<T>> of(List<T> list, int size) {
    return IntStream.iterate(0, start -> start < list.size(), start -> start + size)
        .mapToObj(start -> list.subList(start, Math.min(start + size, list.size())));
  }
}
