package peyk.domain.diagnosis;

/** A part of the service or its environment, in the order of reports. */
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

  public String title() {
    return title;
  }
}
