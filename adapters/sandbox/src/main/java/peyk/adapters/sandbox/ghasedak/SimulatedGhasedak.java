package peyk.adapters.sandbox.ghasedak;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import peyk.adapters.sandbox.Json;
import peyk.adapters.sandbox.LoopbackServer;
import peyk.adapters.sandbox.RequestCounter;

/**
 * A simulated Ghasedak SMS gateway on 127.0.0.1. Texts are kept in an inbox and never sent. It
 * accepts what the real gateway accepts, unless a script tells it how to answer the next requests.
 */
public final class SimulatedGhasedak implements AutoCloseable {
  /** The template that exists from the start, with the inputs {@code param1} and {@code param2}. */
  public static final String TEMPLATE = "OtpLogin";

  private static final String BASE = "/rest/api/v1/WebService";
  private static final HeaderName API_KEY = HeaderNames.create("ApiKey");
  private static final Set<String> BY_REFERENCE = Set.of("2", "ClientReferenceId");

  /** A text that was sent. */
  public record Message(
      String receptor,
      String template,
      Map<String, String> inputs,
      String clientReferenceId,
      String messageId,
      Instant time) {
    /** Keeps the inputs in their order. */
    public Message {
      inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /** The value of an input, e.g. {@code param1}; empty if there is none. */
    public String input(String name) {
      return inputs.getOrDefault(name, "");
    }
  }

  private final String apiKey;
  private final InstantSource clock;
  private final LoopbackServer server;
  private final RequestCounter requests = new RequestCounter();
  private final GhasedakInbox inbox = new GhasedakInbox();
  private final Map<String, List<String>> templates = new ConcurrentHashMap<>();
  private final Queue<GhasedakReply> sendScript = new ConcurrentLinkedQueue<>();
  private final Queue<GhasedakReply> lookupScript = new ConcurrentLinkedQueue<>();
  private final AtomicLong lastMessageId = new AtomicLong(23_304_978);
  private volatile Duration slowness = Duration.ofSeconds(30);
  private volatile Duration latency = Duration.ZERO;
  private volatile long credit = 1_250_000;
  private volatile Consumer<Message> listener = _ -> {};

  private SimulatedGhasedak(int port, String apiKey, InstantSource clock) {
    this.apiKey = apiKey;
    this.clock = clock;
    server = new LoopbackServer(port, this::route);
    template(TEMPLATE, "param1", "param2");
  }

  /** Starts a gateway on any free port that accepts this key. */
  public static SimulatedGhasedak start(String apiKey) {
    return start(0, apiKey, InstantSource.system());
  }

  /**
   * Starts a gateway.
   *
   * @param port the port on 127.0.0.1; 0 for any free one
   */
  public static SimulatedGhasedak start(int port, String apiKey, InstantSource clock) {
    var gateway = new SimulatedGhasedak(port, apiKey, clock);
    gateway.server.start();
    return gateway;
  }

  /** The base address, which ends in {@code /WebService} without a slash. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.port() + BASE);
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }

  /** Refuses connections from now on and cuts those that are open. */
  public void goDown() {
    server.goDown();
  }

  /** Listens on the same port again. */
  public void comeBack() {
    server.comeBack();
  }

  /** Adds an approved template with these inputs. */
  public void template(String name, String... inputs) {
    templates.put(name, List.of(inputs));
  }

  /** Sets the credit in rials. Texts are refused when it is less than the price of one. */
  public void credit(long rials) {
    credit = rials;
  }

  /** Answers each of the next requests to send a text with one of these replies. */
  public void next(GhasedakReply... replies) {
    sendScript.addAll(List.of(replies));
  }

  /** Answers each of the next queries (status, credit, template) with one of these replies. */
  public void nextLookup(GhasedakReply... replies) {
    lookupScript.addAll(List.of(replies));
  }

  /** Sets the delay of the slow replies. */
  public void slowness(Duration delay) {
    slowness = delay;
  }

  /** Delays every answer from now on. */
  public void latency(Duration delay) {
    latency = delay;
  }

  /**
   * Sets the statuses of each message, one per query; the last one stays. The default is 0, 3, 5.
   */
  public void statuses(Integer... statuses) {
    inbox.statuses(List.of(statuses));
  }

  /** Calls the listener with each text that is sent. */
  public void onMessage(Consumer<Message> listener) {
    this.listener = listener;
  }

  /** The sent texts, oldest first. */
  public List<Message> messages() {
    return inbox.all();
  }

  /** Removes the sent texts. */
  public void clear() {
    inbox.clear();
  }

  /**
   * Waits for a text to a phone that this method has not yet returned; the oldest first.
   *
   * @throws java.util.NoSuchElementException if none comes in time
   */
  public Message awaitMessage(String phone, Duration timeout) {
    return inbox.await(phone, timeout);
  }

  /** How many requests with this method came for paths that begin so, e.g. {@code SendOtpSMS}. */
  public int requestCount(String method, String call) {
    return requests.count(method + " " + BASE + "/" + call);
  }

  private void route(WebServerConfig.Builder builder) {
    builder.routing(routing ->
        routing
            .post(BASE + "/SendOtpSMS", sending(SmsRequest::named))
            .post(
                BASE + "/SendOtpWithParams",
                sending(order -> SmsRequest.numbered(order, templates)))
            .get(BASE + "/CheckSmsStatus", lookup(this::statusesOf))
            .get(
                BASE + "/GetAccountInformation",
                lookup(_ -> Optional.of(GhasedakData.account(credit))))
            .get(BASE + "/GetOtpTemplateParameters", lookup(this::templateParameters))
            .register("/inbox", new InboxPages(this::messages)));
  }

  private Handler sending(Function<JsonNode, SmsRequest> reader) {
    return (request, response) -> {
      requests.count("POST", request.path().absolute().path());
      var order = reader.apply(Json.tree(request.content().as(byte[].class)));
      var scripted = sendScript.poll();
      var reply = scripted == null ? judge(request, order) : scripted;
      var sent = reply.isAccepted() ? send(order) : List.<Message>of();
      answer(response, reply, GhasedakData.sent(sent));
    };
  }

  private GhasedakReply judge(ServerRequest request, SmsRequest order) {
    if (!isAuthorized(request)) {
      return GhasedakReply.UNAUTHORIZED;
    }
    if (!order.hasReceptors()) {
      return GhasedakReply.BAD_REQUEST;
    }
    var wanted = templates.get(order.template());
    if (wanted == null) {
      return GhasedakReply.TEMPLATE_INVALID;
    }
    if (!order.inputs().keySet().containsAll(wanted)) {
      return GhasedakReply.PARAMETER_NOT_FOUND;
    }
    if (order.hasForbiddenLetters()) {
      return GhasedakReply.FORBIDDEN_CHARACTERS;
    }
    return credit < GhasedakData.COST ? GhasedakReply.CREDIT_USED_UP : GhasedakReply.SUCCESS;
  }

  private List<Message> send(SmsRequest order) {
    var sent = new ArrayList<Message>();
    for (var receptor : order.receptors()) {
      var message =
          new Message(
              receptor.mobile(),
              order.template(),
              order.inputs(),
              receptor.clientReferenceId(),
              Long.toString(lastMessageId.incrementAndGet()),
              clock.instant());
      inbox.add(message);
      listener.accept(message);
      sent.add(message);
    }
    return sent;
  }

  private Handler lookup(Function<ServerRequest, Optional<JsonNode>> find) {
    return (request, response) -> {
      requests.count("GET", request.path().absolute().path());
      var scripted = lookupScript.poll();
      var found = find.apply(request);
      var reply = scripted == null ? judge(request, found) : scripted;
      answer(response, reply, found.orElseGet(GhasedakData::nothing));
    };
  }

  private GhasedakReply judge(ServerRequest request, Optional<JsonNode> found) {
    if (!isAuthorized(request)) {
      return GhasedakReply.UNAUTHORIZED;
    }
    return found.isPresent() ? GhasedakReply.SUCCESS : GhasedakReply.TEMPLATE_INVALID;
  }

  /** The statuses of the requested messages. Unknown messages are left out. */
  private Optional<JsonNode> statusesOf(ServerRequest request) {
    var byReference = parameter(request, "type").anyMatch(BY_REFERENCE::contains);
    var known =
        parameter(request, "ids")
            .flatMap(ids -> Stream.of(ids.split(",", -1)))
            .flatMap(id -> inbox.find(id.strip(), byReference).stream())
            .toList();
    return Optional.of(GhasedakData.statuses(known, inbox::status));
  }

  private Optional<JsonNode> templateParameters(ServerRequest request) {
    return parameter(request, "templateName")
        .findFirst()
        .map(templates::get)
        .map(GhasedakData::template);
  }

  /** The values of a query parameter, in any letter case of its name. */
  private static Stream<String> parameter(ServerRequest request, String name) {
    return request.query().names().stream()
        .filter(name::equalsIgnoreCase)
        .flatMap(spelling -> request.query().all(spelling).stream());
  }

  private void answer(ServerResponse response, GhasedakReply reply, JsonNode data) {
    pause(latency);
    if (reply.isSlow()) {
      pause(slowness);
    }
    if (reply.isCut()) {
      throw new CloseConnectionException("simulated end of the connection");
    }
    GhasedakEnvelope.of(reply, data).send(response);
  }

  private boolean isAuthorized(ServerRequest request) {
    return request.headers().first(API_KEY).filter(apiKey::equals).isPresent();
  }

  private static void pause(Duration delay) {
    if (delay.isPositive()) {
      try {
        Thread.sleep(delay);
      } catch (InterruptedException e) {
        throw new CloseConnectionException("the simulated gateway goes down", e);
      }
    }
  }
}
