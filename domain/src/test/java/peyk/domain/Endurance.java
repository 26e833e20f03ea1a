package peyk.domain;

/** The sizes of scenario tests: small in every build, large with {@code ./mvnw -Pendurance}. */
public final class Endurance {
  private static final boolean ON = Boolean.getBoolean("peyk.endurance");

  private Endurance() {}

  public static int size(int small, int large) {
    return ON ? large : small;
  }
}
