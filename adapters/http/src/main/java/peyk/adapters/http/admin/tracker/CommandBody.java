package peyk.adapters.http.admin.tracker;

import java.util.Locale;
import java.util.Optional;
import peyk.adapters.http.server.JsonObject;
import peyk.domain.command.Command;
import peyk.domain.device.Imei;
import peyk.domain.tracker.OperatorRedaction;

/** A command in JSON, without passwords. */
final class CommandBody {
  private CommandBody() {}

  /**
   * @param imei of its tracker, if that is known
   */
  static JsonObject of(Command command, Optional<Imei> imei) {
    return JsonObject.of("id", command.id().value())
        .with("imei", imei.map(Imei::digits))
        .with("device", command.device().value())
        .with("command", OperatorRedaction.command(command.text()))
        .with("state", command.state().word())
        .with("origin", command.origin().value())
        .with("expects", command.expected().name().toLowerCase(Locale.ROOT))
        .with("attempts", command.attempts())
        .with("wantedAt", command.wantedAt())
        .with("notBefore", command.notBefore())
        .with("expiresAt", command.expiresAt())
        .with("sentAt", command.sentAt())
        .with("endedAt", command.endedAt());
  }
}
