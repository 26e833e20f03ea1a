package peyk.adapters.ghasedak;

/** The secret by which Ghasedak knows our account. Never printed. */
record ApiKey(String value) {
  ApiKey {
    if (value.isBlank()) {
      throw new IllegalArgumentException("the key of the SMS gateway is missing");
    }
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
