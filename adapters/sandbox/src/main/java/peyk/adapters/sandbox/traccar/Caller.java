package peyk.adapters.sandbox.traccar;

/** The sender of a request: a user, or the service account, which is in no table. */
record Caller(User user) {
  /** The id that Traccar gives its service account. */
  static final long SERVICE_ACCOUNT_ID = 9_000_000_000_000_000_000L;

  static Caller serviceAccount() {
    var user = new User();
    user.id = SERVICE_ACCOUNT_ID;
    user.name = "Service Account";
    user.email = "none";
    user.administrator = true;
    return new Caller(user);
  }

  long id() {
    return user.id;
  }

  boolean isAdministrator() {
    return user.administrator;
  }

  boolean isServiceAccount() {
    return user.id == SERVICE_ACCOUNT_ID;
  }
}
