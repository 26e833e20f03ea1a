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

/** The API's own description (OpenAPI 3.1). */
final class OpenApiRoutes implements AdminRoutes {
  private static final Header YAML =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/yaml");

  private final String description = read();

  @Override
  public List<AdminRoute> routes() {
    return List.of(AdminRoute.get("/admin/openapi.yaml", this::show));
  }

  private Reply show(AdminRequest request) {
    return new Reply(Status.OK_200, "done", description, List.of(YAML));
  }

  private static String read() {
    try (var file = OpenApiRoutes.class.getResourceAsStream("openapi.yaml")) {
      var bytes = Objects.requireNonNull(file, "openapi.yaml is not there").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
