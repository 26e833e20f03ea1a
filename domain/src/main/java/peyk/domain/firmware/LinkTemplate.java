package peyk.domain.firmware;

import java.util.List;

/**
 * The link that trackers get for a release with uploaded parts, e.g. {@code
 * ftp://user:pass@host/{type}/{version}/{revision}}.
 */
public record LinkTemplate(String text) {
  private static final List<String> PLACES = List.of("{type}", "{version}", "{revision}");

  public LinkTemplate {
    if (!PLACES.stream().allMatch(text::contains)) {
      throw new IllegalArgumentException("a link has {type}, {version} and {revision} in it");
    }
  }

  public String link(Release release) {
    return text.replace("{type}", Long.toString(release.hardware().type()))
        .replace("{version}", Long.toString(release.version()))
        .replace("{revision}", Long.toString(release.hardware().revision()));
  }

  /** The link holds the password of the FTP account. */
  @Override
  public String toString() {
    return "LinkTemplate[redacted]";
  }
}
