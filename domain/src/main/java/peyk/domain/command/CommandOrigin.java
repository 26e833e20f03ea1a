package peyk.domain.command;

/**
 * The origin of a command. It decides which commands go first.
 *
 * @param value as the database and the admin API spell it
 */
public record CommandOrigin(String value) {
  /** An operator, by the admin API. */
  public static final CommandOrigin ADMIN = new CommandOrigin("admin");

  /** The provisioning of a new tracker. */
  public static final CommandOrigin PROVISIONING = new CommandOrigin("provisioning");

  /** A rule that follows up on an answer of the tracker. */
  public static final CommandOrigin REACTION = new CommandOrigin("reaction");

  private static final String SCHEDULE = "schedule ";

  /**
   * @param firing the schedule and the time, for people to read
   */
  public static CommandOrigin schedule(String firing) {
    return new CommandOrigin(SCHEDULE + firing);
  }

  public CommandPriority priority() {
    if (equals(ADMIN)) {
      return CommandPriority.OPERATOR;
    }
    return value.startsWith(SCHEDULE) ? CommandPriority.SCHEDULE : CommandPriority.SERVICE;
  }

  @Override
  public String toString() {
    return value;
  }
}
