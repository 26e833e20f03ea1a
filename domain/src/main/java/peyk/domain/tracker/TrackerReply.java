package peyk.domain.tracker;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import peyk.domain.device.AnswerKind;

/** The meaning of a tracker's answer to a command. */
public sealed interface TrackerReply {
  /**
   * The answer to a registration (command 29). A field is present only if the tracker sent it
   * readably. Scalars are text or numbers, as sent.
   *
   * @param type the type number {@code dm}, which stands for a model
   * @param at the time of registration
   */
  record Registered(
      Optional<String> imsi,
      Optional<Object> operatorName,
      Optional<Object> firmware,
      Optional<Object> hardwareRevision,
      Optional<Object> password,
      OptionalLong type,
      Optional<Instant> at)
      implements TrackerReply {
    /** It holds a password and the SIM's identity. */
    @Override
    public String toString() {
      return "Registered[redacted]";
    }
  }

  /** All parameters of the tracker's own kind ({@code ALLPARAMS:}), as it wrote them. */
  record AllParameters(String list) implements TrackerReply {
    @Override
    public String toString() {
      return "AllParameters[redacted]";
    }
  }

  /** Parameters of the tracker's own kind that were set ({@code PARAM SET:}). */
  record ParametersSet(ParameterList changed) implements TrackerReply {}

  /** The requested parameters ({@code Param ID:… Value:…}), as a list. */
  record ParametersRead(String list) implements TrackerReply {
    @Override
    public String toString() {
      return "ParametersRead[redacted]";
    }
  }

  /** Parameters that were set ({@code New value}). */
  record NewValues(ParameterList changed) implements TrackerReply {}

  /**
   * @param firmware text or a number, as sent
   */
  record Version(Object firmware, String hardwareModel) implements TrackerReply {}

  record Imsi(String digits) implements TrackerReply {}

  /**
   * One value that becomes an attribute as it is, such as a password ({@code PASS:}).
   *
   * @param text empty if the tracker has none; then nothing changes
   */
  record Value(AnswerKind kind, String attribute, String text) implements TrackerReply {
    @Override
    public String toString() {
      return "Value[kind=" + kind + "]";
    }
  }

  /** Any other answer. */
  record Unrecognised() implements TrackerReply {}

  /** Begins like an answer above, but cannot be read. */
  record Malformed() implements TrackerReply {}

  /** The kind of the answer, which matches it to its command. */
  default AnswerKind kind() {
    return switch (this) {
      case Registered registered -> AnswerKind.REGISTRATION;
      case Version version -> AnswerKind.VERSION;
      case Imsi imsi -> AnswerKind.IMSI;
      case Value value -> value.kind();
      case ParametersRead read -> AnswerKind.PARAMETERS;
      case NewValues values -> AnswerKind.PARAMETERS;
      case AllParameters all -> AnswerKind.ALL_PARAMETERS;
      case ParametersSet set -> AnswerKind.OTHER;
      case Unrecognised unrecognised -> AnswerKind.OTHER;
      case Malformed malformed -> AnswerKind.OTHER;
    };
  }

  /**
   * Whether operators may see the answer; a new kind of answer is hidden until it is named here.
   */
  default boolean isFreeOfSecrets() {
    return this instanceof Version || this instanceof Imsi;
  }
}
