package peyk.domain.diagnosis;

/** Something that this service needs, in the order in which it is told. */
public enum Area {
  SETTINGS("settings"),
  SERVICE("service"),
  DATABASE("database"),
  TRACCAR("Traccar"),
  SMS("SMS gateway"),
  FTP("FTP");

  private final String title;

  Area(String title) {
    this.title = title;
  }

  /** For people to read. */
  public String title() {
    return title;
  }
}
