package peyk.domain.operator;

import java.util.regex.Pattern;

/**
 * The user of the admin API.
 *
 * @param name for the log and the audit trail: up to 40 lower case letters, digits and dashes
 */
public record Caller(String name, OperatorRole role) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /** Somebody on this machine, who showed no token because none is needed there. */
  public static final Caller LOCAL = new Caller("local", OperatorRole.ADMINISTER);

  /** Somebody with the token of {@code admin.token}. */
  public static final Caller ADMIN = new Caller("admin", OperatorRole.ADMINISTER);

  /** Somebody with the token that the service generated because none was configured. */
  public static final Caller GENERATED = new Caller("generated", OperatorRole.ADMINISTER);

  public Caller {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "an operator's name has up to 40 lower case letters, digits and dashes");
    }
  }

  /** Whether this caller may do what needs this role. */
  public boolean may(OperatorRole needed) {
    return role.allows(needed);
  }
}
