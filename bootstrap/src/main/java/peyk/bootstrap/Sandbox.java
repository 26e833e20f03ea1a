package peyk.bootstrap;

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
    var surroundings = new HashMap<>(environment);
    surroundings.put("TRACCAR_URL", traccar.uri().toString());
    surroundings.put("TRACCAR_TOKEN", traccar.administrator().token());
    surroundings.put("SMS_URL", sms.uri().toString());
    surroundings.put("SMS_KEY", SMS_KEY);
    surroundings.put("SMS_TEMPLATE", SimulatedGhasedak.TEMPLATE);
    surroundings.put("API_SECRETS", SECRET);
    surroundings.put("OTP_KEY", OTP_KEY);
    surroundings.put("FTP_ENABLED", "true");
    surroundings.put("FTP_HOST", "127.0.0.1");
    surroundings.put("FTP_PORT", Integer.toString(freePort(wanted.ftpPort())));
    surroundings.put("FTP_PUBLIC_HOST", "127.0.0.1");
    surroundings.put("FTP_USER", "sandbox");
    surroundings.put("FTP_PASSWORD", "sandbox");
    surroundings.put("FTP_PASSIVE_PORTS", "0");
    if (wanted.trouble()) {
      SandboxTrouble.LIMITS.forEach(surroundings::putIfAbsent);
    }
    surroundings.remove("DATABASE_URL");
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
