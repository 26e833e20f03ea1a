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
 * A simulated tracker of the T950 kind: on line or off, and answering the commands that such
 * trackers know. It has no modem: a USSD command has no answer here, as a real one reports over
 * HTTP, but {@link #onUssd} hears of it.
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
  private boolean mute;
  private boolean online;
  private Consumer<String> ussd = _ -> {};

  /** A tracker whose device the simulated Traccar already knows; it is off. */
  public SimulatedTracker(SimulatedTraccar traccar, String imei) {
    this.traccar = traccar;
    this.imei = imei;
    imsi = "43211" + imei.substring(imei.length() - 10);
  }

  /** Its IMEI, the {@code uniqueId} of its device. */
  public String imei() {
    return imei;
  }

  /** The IMSI of its SIM; the first five digits tell the operator. */
  public synchronized String imsi() {
    return imsi;
  }

  /** Changes the SIM. */
  public synchronized SimulatedTracker imsi(String imsi) {
    this.imsi = imsi;
    return this;
  }

  /** The operator's name as it registers with; in Persian, Traccar shows the answer in hex. */
  public synchronized SimulatedTracker operator(String operator) {
    this.operator = operator;
    return this;
  }

  /** Its device password. */
  public synchronized SimulatedTracker password(String password) {
    this.password = password;
    return this;
  }

  /** What it answers to {@code bacmd:ALLPARAMS}, after the colon. */
  public synchronized SimulatedTracker allParameters(String allParameters) {
    this.allParameters = allParameters;
    return this;
  }

  /** The value of one parameter; those never set are 0. */
  public synchronized SimulatedTracker parameter(int id, String value) {
    parameters.put(id, value);
    return this;
  }

  /** Answers a command with this instead; an empty text is no answer. */
  public synchronized SimulatedTracker answer(String command, String reply) {
    answers.put(command, reply);
    return this;
  }

  /** Takes commands but answers none of them. */
  public synchronized SimulatedTracker mute(boolean mute) {
    this.mute = mute;
    return this;
  }

  /** How long it thinks before it answers. */
  public synchronized SimulatedTracker replyDelay(Duration replyDelay) {
    this.replyDelay = replyDelay;
    return this;
  }

  /** Hears the code of each USSD command, such as {@code *555*1*2#}. */
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

  /** Whether it is connected, as far as it knows. */
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
      traccar.later(replyDelay, () -> say(reply));
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
