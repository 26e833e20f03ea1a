package peyk.domain.firmware;

import java.util.List;
import java.util.Optional;

/**
 * A release to create.
 *
 * @param link empty if its parts will be uploaded
 */
public record NewRelease(
    Hardware hardware, long version, String date, String notes, Optional<String> link) {
  private static final int LONGEST_DATE = 40;
  private static final int LONGEST_TEXT = 2000;

  public NewRelease {
    if (version < 0
        || date.length() > LONGEST_DATE
        || notes.length() > LONGEST_TEXT
        || link.filter(url -> url.isBlank() || url.length() > LONGEST_TEXT).isPresent()) {
      throw new IllegalArgumentException(
          "a version is not negative, a date has at most 40 characters, notes and link 2000");
    }
  }

  public Content content() {
    return link.<Content>map(Content.Link::new).orElseGet(() -> new Content.Parts(List.of()));
  }
}
