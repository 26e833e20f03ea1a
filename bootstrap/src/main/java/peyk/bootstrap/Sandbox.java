package peyk.bootstrap;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import peyk.adapters.sandbox.ghasedak.SimulatedGhasedak;
import peyk.adapters.sandbox.traccar.SimulatedTraccar;
import peyk.adapters.sandbox.traccar.TraccarOptions;
import peyk.adapters.sandbox.trackers.SimulatedFleet;
import peyk.adapters.sandbox.trackers.SimulatedModem;
import peyk.adapters.sandbox.trackers.SimulatedTracker;
import peyk.bootstrap.settings.SandboxSettings;
import peyk.bootstrap.settings.Settings;

/**
 * The real service in simulated surroundings. This process simulates Traccar, its trackers and the
 * SMS gateway. The database is real and is deleted afterwards.
 */
final class Sandbox implements AutoCloseable {
  private static final String SECRET = "sandbox-secret";
  private static final String SMS_KEY = "sandbox-sms-key";
  private static final String OTP_KEY = "sandbox-only-key-for-one-time-codes";

  /** Settings that may name real neighbours, and those of the simulated ones. */
  private static final Map<String, String> NEIGHBOURS =
      Map.ofEntries(
          entry("TRACCAR_URL", ""),
          entry("TRACCAR_TOKEN", ""),
          entry("TRACCAR_TLS_CA_FILE", ""),
          entry("TRACCAR_EVENTS", "socket"),
          entry("SMS_PROVIDER", "ghasedak"),
          entry("SMS_URL", ""),
          entry("SMS_KEY", SMS_KEY),
          entry("SMS_TEMPLATE", SimulatedGhasedak.TEMPLATE),
          entry("SMS_CODE_PARAMETER", "param1"),
          entry("SMS_HASH", ""),
          entry("SMS_TLS_CA_FILE", ""),
          entry("DATABASE_URL", ""),
          entry("DATABASE_MIGRATION_USER", ""),
          entry("DATA_DIRECTORY", ""),
          entry("TRACING_OTLP_ENDPOINT", ""),
          entry("API_SECRETS", SECRET),
          entry("OTP_KEY", OTP_KEY),
          entry("FTP_ENABLED", "true"),
          entry("FTP_HOST", "127.0.0.1"),
          entry("FTP_PORT", ""),
          entry("FTP_PUBLIC_HOST", "127.0.0.1"),
          entry("FTP_USER", "sandbox"),
          entry("FTP_PASSWORD", "sandbox"),
          entry("FTP_PASSIVE_PORTS", "0"));

  private final Resources resources = new Resources();
  private Map<String, Object> places = Map.of();

  private Sandbox() {}

  static Sandbox start(Optional<Path> file, Map<String, String> environment, PrintStream console) {
    var sandbox = new Sandbox();
    try {
      sandbox.startAll(file, environment, console);
      return sandbox;
    } catch (RuntimeException e) {
      sandbox.close();
      throw e;
    }
  }

  private void startAll(Optional<Path> file, Map<String, String> environment, PrintStream console) {
    var wanted = SandboxSettings.read(file, environment);
    var traccar =
        resources.add(
            SimulatedTraccar.start(
                TraccarOptions.defaults()
                    .withNotificators("web", "mail", "command", "firebase")
                    .withPort(freePort(wanted.traccarPort()))
                    .withAnswerDelay(wanted.answerDelay())
                    .withUnwritable(wanted.trouble() ? SandboxTrouble.UNWRITABLE : Map.of())));
    var fleet =
        SimulatedFleet.t950(
            traccar, Math.max(wanted.trackers(), wanted.trouble() ? SandboxTrouble.TRACKERS : 0));
    fleet.switchOn();
    var sms =
        resources.add(
            SimulatedGhasedak.start(freePort(wanted.inboxPort()), SMS_KEY, InstantSource.system()));
    sms.template(SimulatedGhasedak.TEMPLATE, "param1");
    sms.onMessage(text ->
        console.printf(
            "%n  SMS to %s: your code is %s%n%n", text.receptor(), text.input("param1")));
    var surroundings = withoutNeighbours(environment);
    surroundings.put("TRACCAR_URL", traccar.uri().toString());
    surroundings.put("TRACCAR_TOKEN", traccar.administrator().token());
    surroundings.put("SMS_URL", sms.uri().toString());
    surroundings.put("FTP_PORT", Integer.toString(freePort(wanted.ftpPort())));
    if (wanted.trouble()) {
      SandboxTrouble.LIMITS.forEach(surroundings::putIfAbsent);
    }
    surroundings.put("DATA_DIRECTORY", temporaryDirectory().toString());
    var application = resources.add(Application.start(Settings.read(file, surroundings)));
    var service = URI.create("http://127.0.0.1:" + application.port());
    var http = resources.add(HttpClient.newHttpClient());
    var admin = URI.create("http://127.0.0.1:" + application.adminPort());
    if (wanted.trouble()) {
      SimulatedModem.install(fleet, service, http, SandboxTrouble::balance);
      var token = Optional.ofNullable(environment.get("ADMIN_TOKEN"));
      var messages = application.ussdMessages();
      make(new SandboxTrouble(service, admin, token, SECRET, http, messages), fleet);
      SandboxTrouble.text(application.texts(), InstantSource.system().instant());
    } else {
      SimulatedModem.install(fleet, service, http);
    }
    places =
        Map.of(
            "port", application.port(),
            "admin", application.adminPort(),
            "traccar", traccar.port(),
            "inbox", sms.port(),
            "ftp", application.ftpPort().orElseThrow(),
            "imei", fleet.tracker(0).imei(),
            "secret", SECRET);
    printGuide(console);
  }

  /**
   * An empty variable is over the file of settings too, but not over a variable that names a file.
   */
  private static Map<String, String> withoutNeighbours(Map<String, String> environment) {
    var surroundings = new HashMap<>(environment);
    NEIGHBOURS.forEach((variable, value) -> {
      surroundings.put(variable, value);
      surroundings.remove(variable + "_FILE");
    });
    return surroundings;
  }

  private static void make(SandboxTrouble trouble, SimulatedFleet fleet) {
    try {
      trouble.make(
          fleet.trackers().stream().map(SimulatedTracker::imei).toList(),
          InstantSource.system().instant());
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox could not talk to its own service", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Prints commands for a first visit, to be copied one after another. */
  private void printGuide(PrintStream console) {
    try (var in = requireNonNull(Sandbox.class.getResourceAsStream("first-visit.txt"))) {
      console.print(filled(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      console.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces names in braces: of ports, of the secret, and of a tracker's IMEI. */
  String filled(String text) {
    var filled = text;
    for (var place : places.entrySet()) {
      filled = filled.replace("{" + place.getKey() + "}", place.getValue().toString());
    }
    return filled;
  }

  /** The wanted port, or any free one if it is taken. */
  private static int freePort(int wanted) {
    try {
      return bind(wanted);
    } catch (IOException e) {
      return anyFreePort();
    }
  }

  private static int anyFreePort() {
    try {
      return bind(0);
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free", e);
    }
  }

  private static int bind(int wanted) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return socket.getLocalPort();
    }
  }

  private Path temporaryDirectory() {
    try {
      var directory = Files.createTempDirectory("peyk-sandbox-");
      resources.add(() -> delete(directory));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory could be made", e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void close() {
    resources.close();
  }
}
