package peyk.adapters.postgres.operator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.operator.AuditEntry;
import peyk.domain.operator.AuditTrail;
import peyk.domain.operator.Caller;
import peyk.domain.operator.OperatorRole;
import peyk.domain.text.Worded;
import peyk.domain.time.ClusterTime;

/** The changes of operators in {@code audit_entry}. */
public record JdbiAuditTrail(Storage storage, ClusterTime clock) implements AuditTrail {
  @Override
  public long begin(AskedChange change) {
    return storage
        .sql(
            """
            INSERT INTO audit_entry (at, caller, role, method, route, request_id)
            VALUES (:at, :caller, :role, :method, :route, :requestId)
            RETURNING id
            """)
        .bind("at", clock.now())
        .bind("caller", change.caller().name())
        .bind("role", change.caller().role().word())
        .bind("method", change.method())
        .bind("route", change.route())
        .bind("requestId", change.requestId())
        .one(Long.class);
  }

  @Override
  public void end(long entry, String what, String outcome) {
    storage
        .sql(
            "UPDATE audit_entry SET what = left(:what, :longest), outcome = :outcome WHERE id ="
                + " :id")
        .bind("what", what)
        .bind("longest", LONGEST_TEXT)
        .bind("outcome", outcome)
        .bind("id", entry)
        .execute();
  }

  @Override
  public List<AuditEntry> list(long before, int atMost) {
    return storage
        .sql("SELECT * FROM audit_entry WHERE id < :before ORDER BY id DESC LIMIT :atMost")
        .bind("before", before)
        .bind("atMost", atMost)
        .list(JdbiAuditTrail::toDomain);
  }

  private static AuditEntry toDomain(ResultSet row) throws SQLException {
    var role = Worded.find(OperatorRole.values(), row.getString("role")).orElseThrow();
    return new AuditEntry(
        row.getLong("id"),
        Columns.instant(row, "at"),
        new AskedChange(
            new Caller(row.getString("caller"), role),
            row.getString("method"),
            row.getString("route"),
            Optional.ofNullable(row.getString("request_id"))),
        Optional.ofNullable(row.getString("what")).orElse(""),
        Optional.ofNullable(row.getString("outcome")));
  }
}
