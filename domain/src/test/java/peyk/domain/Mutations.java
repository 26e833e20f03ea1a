package peyk.domain;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The inputs of a corpus, and what becomes of them by a few changes. A run always has the same
 * inputs, so a failure repeats. A corpus is a directory of resources beside the test that uses it.
 */
public final class Mutations {
  private static final int LONGEST = 4096;

  /** What ends texts, numbers, lines and structures, or is larger than somebody thought. */
  private static final List<byte[]> PIECES =
      List.of(
              "\0",
              "\"",
              "\\",
              "{",
              "}",
              "[",
              "]",
              ":",
              ",",
              ";",
              "\r\n",
              "\n",
              " ",
              "%",
              "%00",
              "+",
              "&",
              "=",
              "../",
              "*",
              "-1",
              "0",
              "9999999999999999999999",
              "1e999999999",
              "1e-999999999",
              "null",
              "true",
              "\u06f9",
              "\u0660",
              "\u202e",
              "\ufeff",
              "\ud83d\ude00",
              "'",
              "<",
              "$" + "{",
              "{\"id\":",
              "NaN")
          .stream()
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .toList();

  private Mutations() {}

  /** Takes one input. It throws if it does not behave. */
  public interface Target {
    void take(byte[] input) throws Exception;
  }

  /**
   * Feeds a target with a corpus and with changed inputs of it.
   *
   * @param small the number of changed inputs in every build
   * @param large with {@code ./mvnw -Pendurance}
   */
  public static void feed(Class<?> test, String corpus, int small, int large, Target target) {
    var seeds = seeds(test, corpus);
    seeds.forEach(seed -> feed(target, seed));
    int inputs = Endurance.size(small, large);
    for (int number = 0; number < inputs; number++) {
      feed(target, changed(seeds, new SplittableRandom(number)));
    }
  }

  private static void feed(Target target, byte[] input) {
    try {
      target.take(input);
    } catch (Exception | AssertionError | StackOverflowError e) {
      throw new AssertionError("this input: " + HexFormat.of().formatHex(input), e);
    }
  }

  private static List<byte[]> seeds(Class<?> test, String corpus) {
    try {
      var name = test.getSimpleName() + "Inputs/" + corpus;
      var directory = Path.of(requireNonNull(test.getResource(name), name).toURI());
      try (var files = Files.list(directory)) {
        return files.sorted().map(Mutations::read).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] changed(List<byte[]> seeds, SplittableRandom random) {
    var input = seeds.get(random.nextInt(seeds.size()));
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      input = change(input, seeds, random);
    }
    return input.length <= LONGEST ? input : Arrays.copyOf(input, LONGEST);
  }

  private static byte[] change(byte[] input, List<byte[]> seeds, SplittableRandom random) {
    int from = random.nextInt(input.length + 1);
    int to = from + random.nextInt(input.length - from + 1);
    var piece = PIECES.get(random.nextInt(PIECES.size()));
    return switch (random.nextInt(7)) {
      case 0 -> joined(input, from, piece, from);
      case 1 -> joined(input, from, piece, to);
      case 2 -> joined(input, from, new byte[0], to);
      case 3 -> joined(input, to, Arrays.copyOfRange(input, from, to), to);
      case 4 -> joined(input, from, seeds.get(random.nextInt(seeds.size())), to);
      case 5 -> Arrays.copyOf(input, from);
      default -> joined(input, from, new byte[] {(byte) random.nextInt(256)}, to);
    };
  }

  /** The input up to a place, then something else, then the input from another place on. */
  private static byte[] joined(byte[] input, int until, byte[] middle, int from) {
    var joined = new byte[until + middle.length + input.length - from];
    System.arraycopy(input, 0, joined, 0, until);
    System.arraycopy(middle, 0, joined, until, middle.length);
    System.arraycopy(input, from, joined, until + middle.length, input.length - from);
    return joined;
  }
}
