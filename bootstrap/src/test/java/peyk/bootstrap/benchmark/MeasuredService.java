package peyk.bootstrap.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built service in a process of its own, and what the kernel and its collector tell of it. */
final class MeasuredService implements AutoCloseable {
  private static final Path PROGRAM = Path.of("target/peyk/bin/peyk").toAbsolutePath();
  private static final int TICKS_PER_SECOND = 100;
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

  /** Such as {@code 61M->23M(185M)}: before and after a collection, and what there is. */
  private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

  private final Process process;
  private final Path log;
  private final int port;
  private final int adminPort;
  private int collectionsSeen;

  private MeasuredService(Process process, Path log, int port, int adminPort) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.adminPort = adminPort;
  }

  /**
   * Starts the distribution that the build made.
   *
   * @param log where the collector writes
   */
  static MeasuredService start(Path settings, Map<String, String> environment, Path log)
      throws IOException {
    var adminPort = freePort();
    var port = freePort();
    var builder =
        new ProcessBuilder(PROGRAM.toString(), "serve", "--config", settings.toString())
            .directory(settings.getParent().toFile())
            .inheritIO();
    builder.environment().putAll(environment);
    builder.environment().put("ADMIN_PORT", Integer.toString(adminPort));
    builder.environment().put("SERVER_PORT", Integer.toString(port));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .merge("JAVA_OPTS", "-Xlog:gc:file=" + log, (usual, own) -> usual + " " + own);
    var process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new MeasuredService(process, log, port, adminPort);
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port);
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
    return collections().stream().map(Collection::after).toList();
  }

  /** Megabytes. */
  private record Collection(int before, int after) {}

  private List<Collection> collections() throws IOException {
    return Files.readAllLines(log, StandardCharsets.UTF_8).stream()
        .map(COLLECTION::matcher)
        .filter(Matcher::find)
        .map(match ->
            new Collection(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))))
        .toList();
  }

  /** Megabytes that were allocated until the last collection. */
  int allocatedMegabytes() throws IOException {
    int all = 0;
    int left = 0;
    for (var collection : collections()) {
      all += collection.before() - left;
      left = collection.after();
    }
    return all;
  }

  /** The processor time of the process, as the kernel counts it. */
  Duration processorTime() throws IOException {
    return processorTime(Path.of("/proc/%d/stat".formatted(process.pid())));
  }

  /**
   * The processor time of the JIT compiler. It works the less the longer the process runs, so a
   * short measurement leaves it out.
   */
  Duration compilerTime() throws IOException {
    try (var threads = Files.list(Path.of("/proc/%d/task".formatted(process.pid())))) {
      var time = Duration.ZERO;
      for (var thread : (Iterable<Path>) threads::iterator) {
        time = time.plus(compilerTime(thread));
      }
      return time;
    }
  }

  private static Duration compilerTime(Path thread) throws IOException {
    try {
      var isCompiler = Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\\s*");
      return isCompiler ? processorTime(thread.resolve("stat")) : Duration.ZERO;
    } catch (NoSuchFileException e) {
      return Duration.ZERO; // it has ended
    }
  }

  private static Duration processorTime(Path stat) throws IOException {
    var text = Files.readString(stat);
    var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    var ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
  }

  /** Begins to measure the most resident memory anew. */
  void forgetPeak() throws IOException {
    Files.writeString(Path.of("/proc/%d/clear_refs".formatted(process.pid())), "5");
  }

  /** The most resident memory since {@link #forgetPeak}, in megabytes. */
  int peakMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/%d/status".formatted(process.pid()))).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
