import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Makes HTML of the pages of this project: {@code ./mvnw -N -Psite package}, then target/site. */
final class Site {
  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; margin: 0; color: #222; background: #fff }
      nav { padding: 1rem; background: #f4f4f4 } nav a { margin-right: 1rem; white-space: nowrap }
      main { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word }
      pre, table { overflow-x: auto; display: block } pre { background: #f4f4f4; padding: .7rem }
      td, th { border: 1px solid #ccc; padding: .2rem .5rem; text-align: left; vertical-align: top }
      table { border-collapse: collapse }
      @media (prefers-color-scheme: dark) {
        body { color: #ddd; background: #1b1b1b } nav, pre { background: #2a2a2a } a { color: #8bf }
      }
      """;

  private final Path root;
  private final Path target;
  private final List<Path> pages;
  private final Parser parser =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  private Site(Path root, Path target) throws IOException {
    this.root = root;
    this.target = target;
    try (var inRoot = Files.list(root);
        var inDocs = Files.list(root.resolve("docs"))) {
      pages =
          Stream.concat(inRoot, inDocs)
              .filter(file -> file.toString().endsWith(".md"))
              .sorted(Comparator.comparing((Path file) -> !isIndex(file)).thenComparing(this::html))
              .toList();
    }
  }

  /**
   * @param arguments the project's directory, and where the site goes
   */
  public static void main(String[] arguments) throws IOException {
    var site = new Site(Path.of(arguments[0]).toRealPath(), Path.of(arguments[1]).toAbsolutePath());
    for (var page : site.pages) {
      site.write(page);
    }
    System.out.println(site.pages.size() + " pages: " + site.target.resolve("index.html"));
  }

  private void write(Path page) throws IOException {
    var document = parser.parseReader(Files.newBufferedReader(page));
    document.accept(new Links(page));
    var renderer =
        HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .attributeProviderFactory(_ ->
                (node, _, attributes) -> {
                  if (node instanceof Heading) {
                    attributes.put("id", anchor(text(node)));
                  }
                })
            .build();
    var menu =
        pages.stream()
            .map(other -> "<a href=\"%s\">%s</a>".formatted(html(other), name(other)))
            .collect(Collectors.joining("\n"));
    Files.createDirectories(target);
    Files.writeString(
        target.resolve(html(page)),
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Peyk: %s</title>
        <style>
        %s</style>
        </head>
        <body>
        <nav>
        %s
        </nav>
        <main>
        %s</main>
        </body>
        </html>
        """
            .formatted(name(page), STYLE, menu, renderer.render(document)));
  }

  private boolean isIndex(Path page) {
    return page.equals(root.resolve("README.md"));
  }

  /** Names differ by more than case: there are SECURITY.md and docs/security.md. */
  private String html(Path page) {
    var name = page.getFileName().toString().replaceFirst("\\.md$", ".html");
    if (page.getParent().equals(root)) {
      return isIndex(page) ? "index.html" : "about-" + name.toLowerCase(Locale.ROOT);
    }
    return name;
  }

  private String name(Path page) {
    return isIndex(page) ? "Peyk" : page.getFileName().toString().replaceFirst("\\.md$", "");
  }

  /** As GitHub makes it of a heading, so that the pages' links work there too. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  private static String text(Node node) {
    var parts = new ArrayList<String>();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            parts.add(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            parts.add(code.getLiteral());
          }
        });
    return String.join("", parts);
  }

  /** Lets links lead to the pages of the site, and to copies of other files. */
  private final class Links extends AbstractVisitor {
    private final Path page;

    private Links(Path page) {
      this.page = page;
    }

    @Override
    public void visit(Link link) {
      visitChildren(link);
      link.setDestination(destination(link.getDestination()));
    }

    @Override
    public void visit(Image image) {
      image.setDestination(destination(image.getDestination()));
    }

    private String destination(String written) {
      var parts = written.split("#", 2);
      if (parts[0].isEmpty() || parts[0].contains(":")) {
        return written;
      }
      var file = page.resolveSibling(parts[0]).normalize();
      var anchor = parts.length > 1 ? "#" + parts[1] : "";
      return (pages.contains(file) ? html(file) : copy(file)) + anchor;
    }

    private String copy(Path file) {
      var place = Path.of("files").resolve(root.relativize(file));
      try {
        Files.createDirectories(target.resolve(place).getParent());
        Files.copy(file, target.resolve(place), StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(page + " leads to " + file, e);
      }
      return place.toString().replace('\\', '/');
    }
  }
}
