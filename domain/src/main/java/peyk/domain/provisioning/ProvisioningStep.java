package peyk.domain.provisioning;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How far the provisioning of a tracker has come. */
public enum ProvisioningStep {
  /** A tracker that has just come online needs some time before it answers. */
  WAITING,
  VERSION,
  IMSI,
  NUMBER,
  BALANCE,
  DONE,
  /** The tracker did not answer for too long, or is gone. */
  GAVE_UP;

  /** Whether nothing more happens by itself. */
  public boolean isLast() {
    return this == DONE || this == GAVE_UP;
  }

  /** The step after this one, when all goes well. */
  ProvisioningStep following() {
    return switch (this) {
      case WAITING -> VERSION;
      case VERSION -> IMSI;
      case IMSI -> NUMBER;
      case NUMBER -> BALANCE;
      case BALANCE, DONE -> DONE;
      case GAVE_UP -> GAVE_UP;
    };
  }

  /** The name in lower case, as the admin API and the database spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The step of that name; empty if there is none. */
  public static Optional<ProvisioningStep> of(String word) {
    return Stream.of(values()).filter(step -> step.word().equals(word)).findFirst();
  }
}
