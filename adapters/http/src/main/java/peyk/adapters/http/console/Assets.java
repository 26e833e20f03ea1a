package peyk.adapters.http.console;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The files beside the pages: style, scripts, the Persian font. They come from the class path and
 * hold no secret, so the login page needs no session for them. Their links change with their
 * contents, so browsers may keep them.
 */
final class Assets {
  private static final String PATH = "/console/assets/";
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/%s/dist/htmx.min.js";
  private static final String HTMX_VERSION =
      "/META-INF/maven/org.webjars.npm/htmx.org/pom.properties";

  private record Asset(byte[] content, String type, String version) {}

  private final Map<String, Asset> assets = new TreeMap<>();

  Assets() {
    assets.put("console.css", read("console.css", "text/css; charset=utf-8"));
    assets.put("console.js", read("console.js", "text/javascript; charset=utf-8"));
    assets.put("htmx.js", read(HTMX.formatted(htmxVersion()), "text/javascript; charset=utf-8"));
    assets.put("vazirmatn.woff2", read("vazirmatn.woff2", "font/woff2"));
    assets.put("icon.svg", read("icon.svg", "image/svg+xml"));
  }

  private static String htmxVersion() {
    var properties = new Properties();
    try (var file = Assets.class.getResourceAsStream(HTMX_VERSION)) {
      properties.load(Objects.requireNonNull(file, "htmx is not there"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static Asset read(String resource, String type) {
    try (var file = Assets.class.getResourceAsStream(resource)) {
      var bytes = Objects.requireNonNull(file, () -> resource + " is not there").readAllBytes();
      return new Asset(bytes, type, Integer.toHexString(Arrays.hashCode(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String link(String name) {
    return PATH + name + "?v=" + Objects.requireNonNull(assets.get(name)).version();
  }

  void routing(HttpRules rules) {
    assets.forEach(
        (name, asset) -> rules.get(PATH + name, (request, response) -> send(asset, response)));
  }

  private static void send(Asset asset, ServerResponse response) {
    SecurityHeaders.ALL.forEach(response::header);
    response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, asset.type()));
    response.header(
        HeaderValues.create(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable"));
    response.status(Status.OK_200).send(asset.content());
  }
}
