package peyk.application.offending;

import java.util.Random;
import java.util.UUID;

/** Breaks a rule on purpose: chance should come in from outside, not be made here. */
public final class RollsDice {
  private final Random random = new Random();

  public String roll() {
    return UUID.randomUUID() + "-" + random.nextInt(6);
  }
}
