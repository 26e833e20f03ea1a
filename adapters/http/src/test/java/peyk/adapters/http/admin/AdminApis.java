package peyk.adapters.http.admin;

/** The admin API for tests that are about something else. */
public final class AdminApis {
  private AdminApis() {}

  /** It has its own tests. */
  public static AdminApi none() {
    var fleet = new FleetApi(null, null, null, null, null, null, null, null);
    return new AdminApi(null, null, null, null, null, null, null, null, null, null, null, fleet);
  }
}
