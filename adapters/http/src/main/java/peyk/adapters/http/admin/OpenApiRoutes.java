package peyk.adapters.http.admin;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import peyk.adapters.http.server.Reply;

/** The descriptions of this API, and of the paths for apps and trackers (OpenAPI 3.1). */
final class OpenApiRoutes implements AdminRoutes {
  private static final Header YAML =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/yaml");

  private final String admin = read("openapi.yaml");
  private final String open = read("openapi-public.yaml");

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get("/admin/openapi.yaml", request -> show(admin)),
        AdminRoute.get("/admin/openapi-public.yaml", request -> show(open)));
  }

  private static Reply show(String description) {
    return new Reply(Status.OK_200, "done", description, List.of(YAML));
  }

  private static String read(String name) {
    try (var file = OpenApiRoutes.class.getResourceAsStream(name)) {
      var bytes = Objects.requireNonNull(file, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
