package peyk.adapters.http.admin;

import java.util.List;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;
import peyk.domain.operator.AuditEntry;
import peyk.domain.operator.AuditTrail;

/** The changes that operators asked for. */
record AuditRoutes(AuditTrail audit) implements AdminRoutes {
  @Override
  public List<AdminRoute> routes() {
    return List.of(AdminRoute.get("/admin/audit", this::list, "before", Page.LIMIT));
  }

  private Reply list(AdminRequest request) {
    var page = Page.of(request, "before");
    return page.reply(audit.list(page.before(), page.wanted()), AuditRoutes::body, AuditEntry::id);
  }

  private static JsonObject body(AuditEntry entry) {
    var change = entry.change();
    return JsonObject.of("id", entry.id())
        .with("at", entry.at())
        .with("by", change.caller().name())
        .with("role", change.caller().role().word())
        .with("method", change.method())
        .with("route", change.route())
        .with("what", entry.what())
        .with("outcome", entry.outcome())
        .with("requestId", change.requestId());
  }
}
