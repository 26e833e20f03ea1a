package peyk.bootstrap.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.traccar.JacksonJsonReader;
import peyk.domain.Eventually;

/**
 * The image, unpacked and started as a container would be: own root, own user, nothing to write. An
 * emulator runs the one for another processor, which {@code -Dimage.architecture} asks for.
 */
class ImageIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final JacksonJsonReader JSON = new JacksonJsonReader();

  /** The root directory can only be read; the host's network is shared. */
  private static final String CONTAINER =
      """
      mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" &&
      mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/tmp" && cd "$0" &&
      exec chroot --userspec=10001:10001 . "$@"
      """;

  @TempDir Path directory;

  @Test
  void it_serves_as_a_user_of_its_own_who_can_write_nothing() throws Exception {
    Run.needs("unshare");
    assumeTrue(
        System.getProperty("user.name").equals("root"), "only root may change the root directory");
    var root = unpack();
    Files.createDirectories(root.resolve("proc")); // a container engine makes it
    var config = object(object(Files.readString(directory.resolve("config.json"))).get("config"));
    assertThat(config.get("User")).isEqualTo("10001:10001");
    assertThat(config.get("Cmd")).isEqualTo(List.of("serve"));

    var command =
        new ArrayList<>(
            List.of(
                "unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", CONTAINER));
    command.add(root.toString());
    command.addAll(emulator(root));
    ((List<?>) config.get("Entrypoint")).forEach(part -> command.add(part.toString()));
    command.add("serve");
    int port = freePort();
    int adminPort = freePort();
    var log = directory.resolve("log");
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()));
    builder.environment().clear();
    builder.environment().putAll(settings(port, adminPort));
    var container = builder.start();
    try {
      Eventually.until(
          "it is ready",
          Duration.ofMinutes(10), // an emulator takes two minutes on idle cores
          () -> {
            assertThat(container.isAlive()).as(said(log)).isTrue();
            return health(adminPort).contains("\"ready\":true");
          });
    } finally {
      container.descendants().forEach(ProcessHandle::destroyForcibly);
      container.destroyForcibly().waitFor();
    }
  }

  /** The emulator that runs the image's programs, copied into it; none on its own processor. */
  private static List<String> emulator(Path root) throws IOException {
    var processors = Map.of("amd64", "x86_64", "arm64", "aarch64");
    var here = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    var there = System.getProperty("image.architecture", here);
    if (there.equals(here)) {
      System.out.println("Only the image for " + here + " is tried, without -Dimage.architecture.");
      return List.of();
    }
    var program = Run.needs("qemu-" + processors.get(there) + "-static");
    Files.copy(program, root.resolve("emulator"));
    return List.of("/emulator");
  }

  private Path unpack() throws Exception {
    Run.of("tar", "-xf", PackagesIT.only(PackagesIT.IMAGE).toString(), "-C", directory.toString());
    var root = Files.createDirectories(directory.resolve("root"));
    var manifest = Files.readString(directory.resolve("manifest.json"));
    var image = object(manifest.substring(1, manifest.lastIndexOf(']')));
    for (var layer : (List<?>) image.get("Layers")) {
      Run.of("tar", "-xzf", directory.resolve(layer.toString()).toString(), "-C", root.toString());
    }
    return root;
  }

  private static Map<String, String> settings(int port, int adminPort) {
    var database = DATABASE.config();
    return Map.ofEntries(
        Map.entry("PATH", System.getenv("PATH")),
        Map.entry("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"),
        Map.entry("SERVER_PORT", Integer.toString(port)),
        Map.entry("ADMIN_PORT", Integer.toString(adminPort)),
        Map.entry("DATABASE_URL", database.jdbcUrl()),
        Map.entry("DATABASE_USER", database.user()),
        Map.entry("DATABASE_PASSWORD", database.password().value()),
        Map.entry("TRACCAR_URL", "http://127.0.0.1:1"),
        Map.entry("TRACCAR_TOKEN", "nobody-answers-there"),
        Map.entry("API_SECRETS", "the-secret-of-the-app"),
        Map.entry("SMS_KEY", "the-key-of-the-gateway"),
        Map.entry("SMS_TEMPLATE", "OtpLogin"),
        Map.entry("OTP_KEY", "a key of at least 32 characters, for tests"));
  }

  private static String health(int port) {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/health"))
              .timeout(Duration.ofMinutes(1))
              .build();
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String said(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Map<String, ?> object(Object json) {
    if (json instanceof Map<?, ?> map) {
      var copy = new HashMap<String, Object>();
      map.forEach((key, value) -> copy.put(key.toString(), value));
      return copy;
    }
    return JSON.readObject(json.toString()).orElseThrow();
  }
}
