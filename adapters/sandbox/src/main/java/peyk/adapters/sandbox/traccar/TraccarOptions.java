package peyk.adapters.sandbox.traccar;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** How a simulated Traccar behaves. An instance never changes: each {@code with} makes a copy. */
public final class TraccarOptions {
  private int port;
  private InstantSource clock = InstantSource.system();
  private String version = "6.14.5";
  private Duration answerDelay = Duration.ofSeconds(3);
  private Duration keepalive = Duration.ofSeconds(55);
  private boolean keywordIgnored;
  private boolean sessionKept;
  private boolean statusEvents;
  private boolean registerUnknown;
  private boolean released;
  private List<String> notificators = List.of("web", "mail", "command");
  private Map<String, Integer> unwritable = Map.of();
  private IntFunction<Duration> listingDelay = _ -> Duration.ZERO;

  private TraccarOptions() {}

  private TraccarOptions(TraccarOptions other) {
    port = other.port;
    clock = other.clock;
    version = other.version;
    answerDelay = other.answerDelay;
    keepalive = other.keepalive;
    keywordIgnored = other.keywordIgnored;
    sessionKept = other.sessionKept;
    statusEvents = other.statusEvents;
    registerUnknown = other.registerUnknown;
    released = other.released;
    notificators = other.notificators;
    unwritable = other.unwritable;
    listingDelay = other.listingDelay;
  }

  /** A Traccar 6.14.5 with its default configuration, on any free port. */
  public static TraccarOptions defaults() {
    return new TraccarOptions();
  }

  private TraccarOptions with(Consumer<TraccarOptions> change) {
    var changed = new TraccarOptions(this);
    change.accept(changed);
    return changed;
  }

  /** The port on 127.0.0.1; 0 for any free one. */
  public TraccarOptions withPort(int port) {
    return with(options -> options.port = port);
  }

  /** The clock of events, sessions and tokens. Delays take real time, whatever the clock says. */
  public TraccarOptions withClock(InstantSource clock) {
    return with(options -> options.clock = clock);
  }

  /** The version that {@code GET /api/server} reports. */
  public TraccarOptions withVersion(String version) {
    return with(options -> options.version = version);
  }

  /** How long a position, and so a tracker's answer, is held back; 3 seconds by default. */
  public TraccarOptions withAnswerDelay(Duration answerDelay) {
    return with(options -> options.answerDelay = answerDelay);
  }

  /** How often each socket gets an empty object; 55 seconds by default. */
  public TraccarOptions withKeepalive(Duration keepalive) {
    return with(options -> options.keepalive = keepalive);
  }

  /** Whether {@code keyword} has no effect, as before 6.13. */
  public TraccarOptions withKeywordIgnored(boolean keywordIgnored) {
    return with(options -> options.keywordIgnored = keywordIgnored);
  }

  /** Whether a login within a session goes on with that session, as before 6.6. */
  public TraccarOptions withSessionKept(boolean sessionKept) {
    return with(options -> options.sessionKept = sessionKept);
  }

  /** Whether going online and offline makes events ({@code event.status.enable}). */
  public TraccarOptions withStatusEvents(boolean statusEvents) {
    return with(options -> options.statusEvents = statusEvents);
  }

  /** Whether an unknown tracker that connects is added ({@code database.registerUnknown}). */
  public TraccarOptions withRegisterUnknown(boolean registerUnknown) {
    return with(options -> options.registerUnknown = registerUnknown);
  }

  /** Whether to behave as the tagged 6.14.5 where later commits differ. */
  public TraccarOptions withReleased(boolean released) {
    return with(options -> options.released = released);
  }

  /** The notificators that are configured ({@code notificator.types}): web, mail and command. */
  public TraccarOptions withNotificators(String... notificators) {
    return with(options -> options.notificators = List.of(notificators));
  }

  /** Devices that cannot be written, by IMEI, with the status of the refusal: 400 or 500. */
  public TraccarOptions withUnwritable(Map<String, Integer> statuses) {
    return with(options -> options.unwritable = Map.copyOf(statuses));
  }

  /**
   * How long a listing of one user's devices takes, by the number of devices. There is no delay by
   * default. On H2 a real server needs about 1.5 µs times the square of the number.
   */
  public TraccarOptions withListingDelay(IntFunction<Duration> listingDelay) {
    return with(options -> options.listingDelay = listingDelay);
  }

  int port() {
    return port;
  }

  InstantSource clock() {
    return clock;
  }

  String version() {
    return version;
  }

  Duration answerDelay() {
    return answerDelay;
  }

  Duration keepalive() {
    return keepalive;
  }

  boolean keywordIgnored() {
    return keywordIgnored;
  }

  boolean sessionKept() {
    return sessionKept;
  }

  boolean statusEvents() {
    return statusEvents;
  }

  boolean registerUnknown() {
    return registerUnknown;
  }

  boolean released() {
    return released;
  }

  List<String> notificators() {
    return notificators;
  }

  /** 0 if the device can be written. */
  int refusal(@Nullable String imei) {
    return imei == null ? 0 : unwritable.getOrDefault(imei, 0);
  }

  Duration listingDelay(int devices) {
    return listingDelay.apply(devices);
  }
}
