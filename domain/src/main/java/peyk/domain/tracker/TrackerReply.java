package peyk.domain.tracker;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import peyk.domain.device.AnswerKind;

/** What a tracker's answer to a command means. */
public sealed interface TrackerReply {
  /**
   * The answer to a registration (command 29). Each field is there only if the tracker sent it and
   * it can be read; scalars are text or numbers, as they were sent.
   *
   * @param type the type number {@code dm}, which stands for a model
   * @param at when the tracker registered
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
    /** It holds a password and tells whose SIM it is. */
    @Override
    public String toString() {
      return "Registered[redacted]";
    }
  }

  /** All parameters of the tracker's own kind ({@code ALLPARAMS:}), as it wrote them. */
  record AllParameters(String list) implements TrackerReply {}

  /** Parameters of the tracker's own kind that were set ({@code PARAM SET:}). */
  record ParametersSet(ParameterList changed) implements TrackerReply {}

  /** The parameters that were asked for ({@code Param ID:… Value:…}), as a list. */
  record ParametersRead(String list) implements TrackerReply {}

  /** Parameters that were set ({@code New value}). */
  record NewValues(ParameterList changed) implements TrackerReply {}

  record Version(String firmware, String hardwareModel) implements TrackerReply {}

  record Imsi(String digits) implements TrackerReply {}

  record Password(String password) implements TrackerReply {
    @Override
    public String toString() {
      return "Password[redacted]";
    }
  }

  /** Something that this service does not react to. */
  record Unrecognised() implements TrackerReply {}

  /** It begins like an answer above, but cannot be read as one. */
  record Malformed() implements TrackerReply {}

  /** What kind of answer it is, by which it is matched to the command that it is for. */
  default AnswerKind kind() {
    return switch (this) {
      case Registered registered -> AnswerKind.REGISTRATION;
      case Version version -> AnswerKind.VERSION;
      case Imsi imsi -> AnswerKind.IMSI;
      case Password password -> AnswerKind.PASSWORD;
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
