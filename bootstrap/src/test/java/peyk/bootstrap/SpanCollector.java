package peyk.bootstrap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Receives spans as an OpenTelemetry collector does: {@code ExportTraceServiceRequest} of OTLP 1,
 * in protobuf. It reads the ids and names, and keeps the rest as it came.
 */
final class SpanCollector implements AutoCloseable {
  /** The numbers of fields in opentelemetry/proto/trace/v1/trace.proto. */
  private static final int RESOURCE_SPANS = 1;

  private static final int SCOPE_SPANS = 2;
  private static final int SPANS = 2;
  private static final int SPAN_ID = 2;
  private static final int PARENT_ID = 4;
  private static final int NAME = 5;

  record Span(String id, String parent, String name) {}

  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final StringBuffer received = new StringBuffer();

  SpanCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::receive);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Span> spans() {
    return spans;
  }

  /** All bytes, one character each. */
  String received() {
    return received.toString();
  }

  /** A span, the one that it is in, and so on. */
  List<Span> way(Span span) {
    var way = new ArrayList<Span>();
    way.add(span);
    spans.stream()
        .filter(other -> other.id().equals(span.parent()))
        .findFirst()
        .ifPresent(parent -> way.addAll(way(parent)));
    return way;
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      received.append(new String(body, ISO_8859_1));
      inside(
          body,
          RESOURCE_SPANS,
          all -> inside(all, SCOPE_SPANS, some -> inside(some, SPANS, this::span)));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void span(byte[] message) {
    var texts = new String[] {"", "", ""};
    fields(
        message,
        (number, bytes) -> {
          switch (number) {
            case SPAN_ID -> texts[0] = HexFormat.of().formatHex(bytes);
            case PARENT_ID -> texts[1] = HexFormat.of().formatHex(bytes);
            case NAME -> texts[2] = new String(bytes, ISO_8859_1);
            default -> {}
          }
        });
    spans.add(new Span(texts[0], texts[1], texts[2]));
  }

  private static void inside(byte[] message, int wanted, Consumer<byte[]> reader) {
    fields(
        message,
        (number, bytes) -> {
          if (number == wanted) {
            reader.accept(bytes);
          }
        });
  }

  /** Calls back for each field that has a length; numbers are left out. */
  private static void fields(byte[] message, BiConsumer<Integer, byte[]> reader) {
    var in = ByteBuffer.wrap(message);
    while (in.hasRemaining()) {
      long tag = varint(in);
      switch ((int) tag & 7) {
        case 0 -> varint(in);
        case 1 -> in.position(in.position() + 8);
        case 2 -> {
          var bytes = new byte[(int) varint(in)];
          in.get(bytes);
          reader.accept((int) (tag >> 3), bytes);
        }
        case 5 -> in.position(in.position() + 4);
        default -> throw new IllegalArgumentException("no protobuf");
      }
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
