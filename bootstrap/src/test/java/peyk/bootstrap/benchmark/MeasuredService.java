package peyk.bootstrap.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service in a process of its own, whose collector tells what was alive. */
final class MeasuredService implements AutoCloseable {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

  /** Such as {@code 61M->23M(185M)}: before and after a collection, and what there is. */
  private static final Pattern COLLECTION = Pattern.compile("\\d+M->(\\d+)M\\(\\d+M\\)");

  private final Process process;
  private final Path log;
  private final int adminPort;
  private int collectionsSeen;

  private MeasuredService(Process process, Path log, int adminPort) {
    this.process = process;
    this.log = log;
    this.adminPort = adminPort;
  }

  /**
   * @param log where the collector writes
   */
  static MeasuredService start(Path settings, Map<String, String> environment, Path log)
      throws IOException {
    var adminPort = freePort();
    var builder =
        new ProcessBuilder(
                JAVA.resolve("java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Xlog:gc:file=" + log,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "peyk.bootstrap.Main",
                "serve",
                "--config",
                settings.toString())
            .inheritIO();
    builder.environment().putAll(environment);
    builder.environment().put("ADMIN_PORT", Integer.toString(adminPort));
    return new MeasuredService(builder.start(), log, adminPort);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI admin(String path) {
    return URI.create("http://127.0.0.1:" + adminPort + path);
  }

  /** Has everything collected that is not in use, and tells what is left. */
  int liveMegabytes() throws IOException, InterruptedException {
    var pid = Long.toString(process.pid());
    var jcmd = new ProcessBuilder(JAVA.resolve("jcmd").toString(), pid, "GC.run").start();
    jcmd.getInputStream().readAllBytes();
    if (jcmd.waitFor() != 0) {
      throw new IllegalStateException("the heap could not be collected");
    }
    return afterCollections().getLast();
  }

  void forgetCollections() throws IOException {
    collectionsSeen = afterCollections().size();
  }

  /** The most that was left by a collection since; that of an idle service counts as nothing. */
  int mostMegabytesAfterCollections() throws IOException {
    return afterCollections().stream()
        .skip(collectionsSeen)
        .mapToInt(Integer::intValue)
        .max()
        .orElse(0);
  }

  private List<Integer> afterCollections() throws IOException {
    return Files.readAllLines(log, StandardCharsets.UTF_8).stream()
        .map(COLLECTION::matcher)
        .filter(Matcher::find)
        .map(match -> Integer.valueOf(match.group(1)))
        .toList();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
