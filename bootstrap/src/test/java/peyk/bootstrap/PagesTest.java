package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links of the documentation lead somewhere, in its pages and in the site that is made of them. */
class PagesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern TARGET = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

  @TempDir private Path directory;

  @Test
  void links_between_pages_lead_to_files_and_headings_that_there_are() throws IOException {
    var broken = new ArrayList<String>();
    for (var page : pages()) {
      for (var link : links(page)) {
        if (!isThere(page, link)) {
          broken.add(ROOT.relativize(page) + ": " + link);
        }
      }
    }

    assertThat(pages()).hasSizeGreaterThan(10);
    assertThat(broken).isEmpty();
  }

  @Test
  void a_link_that_leads_nowhere_is_noticed() throws IOException {
    var page = Files.writeString(directory.resolve("page.md"), "# A `title`, and more\n");

    assertThat(isThere(page, "page.md#a-title-and-more")).isTrue();
    assertThat(isThere(page, "#a-title-and-more")).isTrue();
    assertThat(isThere(page, "https://example.com/nothing")).isTrue();
    assertThat(isThere(page, "page.md#nothing")).isFalse();
    assertThat(isThere(page, "nothing.md")).isFalse();
  }

  @Test
  void the_site_has_every_page_and_its_links_lead_somewhere()
      throws IOException, InterruptedException {
    var program =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                ROOT.resolve("docs/site/Site.java").toString(),
                ROOT.toString(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(program.exitValue()).as(said).isZero();

    var broken = new ArrayList<String>();
    try (var written = Files.list(directory)) {
      var html = written.filter(file -> file.toString().endsWith(".html")).toList();
      assertThat(html).hasSameSizeAs(pages());
      for (var page : html) {
        var text = Files.readString(page);
        assertThat(text).contains("<h1 ", "<nav>");
        TARGET
            .matcher(text)
            .results()
            .map(found -> found.group(1))
            .forEach(link -> {
              if (!isWritten(page, link)) {
                broken.add(page.getFileName() + ": " + link);
              }
            });
      }
    }
    assertThat(broken).isEmpty();
  }

  private static List<Path> pages() throws IOException {
    try (var root = Files.list(ROOT);
        var docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(root, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static List<String> links(Path page) throws IOException {
    var prose = CODE.matcher(Files.readString(page)).replaceAll("");
    return LINK.matcher(prose).results().map(found -> found.group(1)).toList();
  }

  private static boolean isThere(Path page, String link) throws IOException {
    if (link.matches("[a-z]+:.*")) {
      return true;
    }
    var parts = link.split("#", 2);
    var file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
  }

  private static List<String> anchors(Path page) throws IOException {
    return HEADING.matcher(Files.readString(page)).results().map(PagesTest::anchor).toList();
  }

  private static String anchor(MatchResult heading) {
    return heading
        .group(1)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  private static boolean isWritten(Path page, String link) {
    if (link.matches("[a-z]+:.*")) {
      return true;
    }
    var parts = link.split("#", 2);
    var file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    try {
      return Files.isRegularFile(file)
          && (parts.length == 1 || Files.readString(file).contains("id=\"" + parts[1] + "\""));
    } catch (IOException e) {
      return false;
    }
  }
}
