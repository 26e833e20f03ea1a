package peyk.domain.diagnosis;

import java.util.Optional;

/** A part of the service or its environment, in the order of reports. */
public enum Area {
  SETTINGS("settings"),
  SERVICE("service"),
  DATABASE("database"),
  TRACCAR("Traccar"),
  KAFKA("Kafka"),
  SMS("SMS gateway"),
  FTP("FTP");

  private final String title;

  Area(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  public Finding ok(String code, String sentence) {
    return new Finding(this, Severity.OK, code, sentence, Optional.empty());
  }

  public Finding note(String code, String sentence) {
    return new Finding(this, Severity.NOTE, code, sentence, Optional.empty());
  }

  public Finding note(String code, String sentence, String cure) {
    return new Finding(this, Severity.NOTE, code, sentence, Optional.of(cure));
  }

  public Finding fault(String code, String sentence, String cure) {
    return new Finding(this, Severity.FAULT, code, sentence, Optional.of(cure));
  }
}
