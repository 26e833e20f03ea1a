package peyk.domain.tracker;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.Attributes;
import peyk.domain.text.Digits;
import peyk.domain.text.Unicode;
import peyk.domain.tracker.TrackerReply.AllParameters;
import peyk.domain.tracker.TrackerReply.Imsi;
import peyk.domain.tracker.TrackerReply.Malformed;
import peyk.domain.tracker.TrackerReply.NewValues;
import peyk.domain.tracker.TrackerReply.ParametersRead;
import peyk.domain.tracker.TrackerReply.ParametersSet;
import peyk.domain.tracker.TrackerReply.Registered;
import peyk.domain.tracker.TrackerReply.Unrecognised;
import peyk.domain.tracker.TrackerReply.Value;
import peyk.domain.tracker.TrackerReply.Version;

/** Reads the {@code result} of a {@code commandResult} event. */
public record TrackerReplyParser(JsonReader json) {
  private static final int REGISTRATION = 29;
  private static final char UNREADABLE = '\uFFFD';
  private static final Pattern PARAMETERS_READ =
      Pattern.compile("(\\d+)\\s+Value:(.*)", Pattern.DOTALL);
  private static final Pattern VERSION = Pattern.compile("(.*?\\s)MODEL:(.*)", Pattern.DOTALL);

  /** How the rest of an answer is read, by its beginning. */
  private static final Map<String, Function<String, TrackerReply>> FORMS =
      Map.of(
          "ALLPARAMS:", TrackerReplyParser::readWholeList,
          "PARAM SET:", text -> readList(text, ParametersSet::new),
          "Param ID:", TrackerReplyParser::readParameters,
          "New value", text -> readList(text.replaceFirst("^:", ""), NewValues::new),
          "VERSION:", TrackerReplyParser::readVersion,
          "IMSI:", TrackerReplyParser::readImsi,
          "PASS:", value(AnswerKind.PASSWORD, Attributes.DEVICE_PASSWORD));

  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
  private static final Pattern IMSI = Pattern.compile("\\d{5,16}");

  /** From 2000 to 2099, in epoch seconds: a clock that was never set does not count. */
  private static final long EARLIEST = 946_684_800L;

  private static final long LATEST = 4_102_444_799L;

  public TrackerReply parse(String result) {
    return read(HexDump.decoded(result));
  }

  private TrackerReply read(String text) {
    if (text.startsWith("{")) {
      return json.readObject(text).map(this::readCommand).orElseGet(Malformed::new);
    }
    return FORMS.entrySet().stream()
        .filter(form -> text.startsWith(form.getKey()))
        .findFirst()
        .map(form -> form.getValue().apply(text.substring(form.getKey().length()).strip()))
        .orElseGet(Unrecognised::new);
  }

  private static Function<String, TrackerReply> value(AnswerKind kind, String attribute) {
    return text -> new Value(kind, attribute, text);
  }

  private static TrackerReply readWholeList(String text) {
    var list = ParameterList.cleaned(text);
    return readList(list, parameters -> new AllParameters(list));
  }

  private static TrackerReply readList(String text, Function<ParameterList, TrackerReply> reply) {
    return ParameterList.parse(text).map(reply).orElseGet(Malformed::new);
  }

  private static TrackerReply readParameters(String text) {
    var match = PARAMETERS_READ.matcher(text);
    if (!match.matches()) {
      return new Malformed();
    }
    var list = ParameterList.cleaned(match.group(1) + ":" + match.group(2));
    return readList(list, parameters -> new ParametersRead(list));
  }

  private static TrackerReply readVersion(String text) {
    var match = VERSION.matcher(text);
    if (!match.matches() || match.group(1).isBlank() || match.group(2).isBlank()) {
      return new Malformed();
    }
    return new Version(match.group(1).strip(), match.group(2).strip());
  }

  private static TrackerReply readImsi(String text) {
    var digits = Digits.toAscii(text);
    return IMSI.matcher(digits).matches() ? new Imsi(digits) : new Malformed();
  }

  private TrackerReply readCommand(Map<String, @Nullable Object> command) {
    if (!integer(command.get("cmd")).equals(OptionalLong.of(REGISTRATION))) {
      return new Unrecognised();
    }
    return command.get("param") instanceof Map<?, ?> fields
        ? readRegistration(fields)
        : new Malformed();
  }

  private static TrackerReply readRegistration(Map<?, ?> fields) {
    return new Registered(
        scalar(fields.get("imsi"))
            .map(Object::toString)
            .map(Digits::toAscii)
            .filter(i -> IMSI.matcher(i).matches()),
        scalar(fields.get("spn")),
        scalar(fields.get("fw")),
        scalar(fields.get("dr")),
        scalar(fields.get("dp")),
        integer(fields.get("dm")),
        time(integer(fields.get("ts"))));
  }

  /** Text without unreadable letters, or a number. */
  private static Optional<Object> scalar(@Nullable Object value) {
    return switch (value) {
      case String text when isReadable(text) -> Optional.of(text);
      case Number number -> Optional.of(number);
      case null, default -> Optional.empty();
    };
  }

  private static boolean isReadable(String text) {
    return text.indexOf(UNREADABLE) < 0 && Unicode.isWellFormed(text);
  }

  private static OptionalLong integer(@Nullable Object value) {
    return switch (value) {
      case Integer number -> OptionalLong.of(number);
      case Long number -> OptionalLong.of(number);
      case String text when INTEGER.matcher(text).matches() ->
          OptionalLong.of(Long.parseLong(text));
      case null, default -> OptionalLong.empty();
    };
  }

  private static Optional<Instant> time(OptionalLong epochSecond) {
    return epochSecond.isPresent()
            && epochSecond.getAsLong() >= EARLIEST
            && epochSecond.getAsLong() <= LATEST
        ? Optional.of(Instant.ofEpochSecond(epochSecond.getAsLong()))
        : Optional.empty();
  }
}
