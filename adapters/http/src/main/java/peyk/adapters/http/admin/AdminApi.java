package peyk.adapters.http.admin;

import java.util.List;
import java.util.stream.Stream;
import peyk.domain.operator.AuditTrail;

/**
 * The admin API.
 *
 * @param businesses the operations by business; those about the API itself are added
 * @param audit keeps what operators change
 */
public record AdminApi(List<AdminRoutes> businesses, AuditTrail audit) {
  List<AdminRoute> routes() {
    return Stream.concat(
            businesses.stream(), Stream.of(new AuditRoutes(audit), new OpenApiRoutes()))
        .map(AdminRoutes::routes)
        .flatMap(List::stream)
        .toList();
  }
}
