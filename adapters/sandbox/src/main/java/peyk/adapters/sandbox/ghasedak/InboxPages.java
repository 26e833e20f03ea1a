package peyk.adapters.sandbox.ghasedak;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import peyk.adapters.sandbox.ghasedak.SimulatedGhasedak.Message;

/** Pages that show the sent texts to a person or a shell script who plays the phones' owners. */
final class InboxPages implements HttpService {
  private final Supplier<List<Message>> messages;

  InboxPages(Supplier<List<Message>> messages) {
    this.messages = messages;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/", this::all).get("/{phone}", this::lastCode);
  }

  private void all(ServerRequest request, ServerResponse response) {
    response.send(
        messages.get().stream()
            .map(text -> text.time() + " " + text.receptor() + " " + code(text) + "\n")
            .collect(Collectors.joining()));
  }

  /** Answers with the digits only, so that a script can use them. */
  private void lastCode(ServerRequest request, ServerResponse response) {
    var phone = request.path().pathParameters().get("phone");
    var texts = messages.get().stream().filter(text -> text.receptor().equals(phone)).toList();
    if (texts.isEmpty()) {
      response.status(404).send("no text for this phone yet\n");
    } else {
      response.send(code(texts.getLast()) + "\n");
    }
  }

  private static String code(Message text) {
    return text.inputs().values().iterator().next();
  }
}
