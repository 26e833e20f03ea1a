package peyk.adapters.sandbox.trackers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import peyk.adapters.sandbox.Json;
import peyk.adapters.sandbox.traccar.SimulatedTraccar;

/**
 * A simulated T950. It answers the commands that such trackers know while it is on. USSD commands
 * get no answer, because a real tracker reports USSD results over HTTP; {@link #onUssd} receives
 * them.
 */
public final class SimulatedTracker {
  private static final String GETPARAM = "getparam ";
  private static final String SETPARAM = "setparam ";
  private static final String USSD = "qssd:";
  private static final int REGISTER = 29;
  private static final int MODEL = 95;
  private static final int REVISION = 2;
  private static final int FIRMWARE = 131_081;

  private final SimulatedTraccar traccar;
  private final String imei;
  private final Map<String, String> answers = new LinkedHashMap<>();
  private final Map<Integer, String> parameters = new TreeMap<>();
  private final List<String> received = new ArrayList<>();
  private String imsi;
  private String operator = "IR-MCI";
  private String password = "1234";
  private String allParameters = "100:200;101:300;";
  private Duration replyDelay = Duration.ZERO;
  private String answerEnding = "";
  private boolean mute;
  private boolean online;
  private Consumer<String> ussd = _ -> {};

  /** A tracker that is off. The simulated Traccar must have its device. */
  public SimulatedTracker(SimulatedTraccar traccar, String imei) {
    this.traccar = traccar;
    this.imei = imei;
    imsi = "43211" + imei.substring(imei.length() - 10);
  }

  /** Its IMEI, the {@code uniqueId} of its device. */
  public String imei() {
    return imei;
  }

  /** The IMSI of its SIM. The first five digits are those of the operator. */
  public synchronized String imsi() {
    return imsi;
  }

  /** Sets the IMSI, as a new SIM does. */
  public synchronized SimulatedTracker imsi(String imsi) {
    this.imsi = imsi;
    return this;
  }

  /**
   * Sets the operator name in its registration. A Persian name makes Traccar show the answer in
   * hex.
   */
  public synchronized SimulatedTracker operator(String operator) {
    this.operator = operator;
    return this;
  }

  /** Sets the device password. */
  public synchronized SimulatedTracker password(String password) {
    this.password = password;
    return this;
  }

  /** Sets the answer to {@code bacmd:ALLPARAMS}, after the colon. */
  public synchronized SimulatedTracker allParameters(String allParameters) {
    this.allParameters = allParameters;
    return this;
  }

  /** Sets a parameter. Parameters that were never set are 0. */
  public synchronized SimulatedTracker parameter(int id, String value) {
    parameters.put(id, value);
    return this;
  }

  /** Sets the answer to a command. An empty text is no answer. */
  public synchronized SimulatedTracker answer(String command, String reply) {
    answers.put(command, reply);
    return this;
  }

  /** Sets whether it receives commands without answering them. */
  public synchronized SimulatedTracker mute(boolean mute) {
    this.mute = mute;
    return this;
  }

  /** Appends this to each answer, such as a NUL, which makes Traccar show the answer in hex. */
  public synchronized SimulatedTracker answerEnding(String answerEnding) {
    this.answerEnding = answerEnding;
    return this;
  }

  /** Sets the delay of its answers. */
  public synchronized SimulatedTracker replyDelay(Duration replyDelay) {
    this.replyDelay = replyDelay;
    return this;
  }

  /** Calls the listener with the code of each USSD command, such as {@code *555*1*2#}. */
  public synchronized SimulatedTracker onUssd(Consumer<String> listener) {
    ussd = listener;
    return this;
  }

  /** Connects to the simulated Traccar. */
  public SimulatedTracker switchOn() {
    synchronized (this) {
      online = true;
    }
    traccar.connect(imei, this::receive);
    return this;
  }

  /** Ends the connection. */
  public SimulatedTracker switchOff() {
    synchronized (this) {
      online = false;
    }
    traccar.disconnect(imei);
    return this;
  }

  /** Whether it is on. */
  public synchronized boolean isOnline() {
    return online;
  }

  /** The commands it received, oldest first. */
  public synchronized List<String> received() {
    return List.copyOf(received);
  }

  private synchronized void receive(String command) {
    received.add(command);
    if (command.startsWith(USSD)) {
      var listener = ussd;
      Thread.startVirtualThread(() -> listener.accept(command.substring(USSD.length())));
    }
    if (mute) {
      return;
    }
    var reply = answers.containsKey(command) ? answers.get(command) : usualAnswer(command);
    if (reply != null && !reply.isEmpty()) {
      var text = reply + answerEnding;
      traccar.later(replyDelay, () -> say(text));
    }
  }

  private void say(String text) {
    if (isOnline()) {
      traccar.emitAnswer(imei, text);
    }
  }

  private String usualAnswer(String command) {
    if (command.startsWith(GETPARAM)) {
      return valuesOf(command.substring(GETPARAM.length()));
    }
    if (command.startsWith(SETPARAM)) {
      return setAll(command.substring(SETPARAM.length()));
    }
    return switch (command) {
      case "getver" -> "VERSION:2.1.0d MODEL:" + MODEL + "/" + REVISION;
      case "getimsi" -> "IMSI:" + imsi;
      case "getpass" -> "PASS:" + password;
      case "bacmd:ALLPARAMS" -> "ALLPARAMS:" + allParameters;
      default -> registration(command).orElse("");
    };
  }

  private String valuesOf(String ids) {
    return entries(ids)
        .map(id -> id + ":" + parameters.getOrDefault(number(id), "0") + ";")
        .collect(Collectors.joining())
        .replaceFirst("^(\\d+):", "Param ID:$1 Value:");
  }

  private String setAll(String assignments) {
    var set = entries(assignments).map(one -> one.split(":", 2)).filter(one -> one.length == 2);
    return set.peek(one -> parameters.put(number(one[0]), one[1]))
        .map(one -> one[0] + ":" + one[1] + ";")
        .collect(Collectors.joining("", "New value ", ""));
  }

  private static Stream<String> entries(String list) {
    return Stream.of(list.split(";", -1)).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static int number(String id) {
    return id.matches("\\d{1,9}") ? Integer.parseInt(id) : 0;
  }

  private Optional<String> registration(String command) {
    var asked = Json.tree(command.getBytes(StandardCharsets.UTF_8));
    if (asked.path("c").asInt() != REGISTER) {
      return Optional.empty();
    }
    var answer = JsonNodeFactory.instance.objectNode();
    answer.put("cmd", REGISTER);
    var param = answer.putObject("param");
    param.put("imei", imei);
    param.put("imsi", imsi);
    param.put("spn", operator);
    param.put("fw", FIRMWARE);
    param.put("dp", password);
    param.put("dm", MODEL);
    param.put("dr", REVISION);
    param.put("ts", traccar.clock().instant().getEpochSecond());
    param.put("owner", ownerOf(asked));
    return Optional.of(answer.toString());
  }

  private static String ownerOf(JsonNode asked) {
    return asked.path("param").path("owner").asText();
  }
}
