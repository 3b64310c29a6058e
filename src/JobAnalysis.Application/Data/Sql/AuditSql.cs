// Reviewed: writes the events of the message that is being handled; append-only, and read elsewhere.
using JobAnalysis.Application.Audit;
using Npgsql;
using NpgsqlTypes;

namespace JobAnalysis.Application.Data.Sql;

/// <summary>Events of the audit as a part of the round trip that ends their message.</summary>
internal static class AuditSql
{
    public static void Add(RoundTrip trip, AuditEvent happened, AuditDetail? detail)
    {
        trip.Do(
            """
            insert into audit_event(id, organization_id, at, account_id, acting_as, what, kind, subjects, object_id, change, detail_digest, address)
            values (@id, @organization, @at, @account, @as, @what, @kind, @subjects, @object, @change, @digest, @address)
            """,
            parameters =>
            {
                parameters.AddWithValue("id", happened.Id);
                parameters.Add(new NpgsqlParameter("organization", NpgsqlDbType.Uuid) { Value = (object?)happened.OrganizationId ?? DBNull.Value });
                parameters.AddWithValue("at", happened.At.ToUniversalTime());
                parameters.AddWithValue("account", happened.AccountId);
                parameters.AddWithValue("as", happened.ActingAs);
                parameters.AddWithValue("what", happened.What);
                parameters.AddWithValue("kind", happened.Kind.ToString());
                parameters.AddWithValue("subjects", happened.Subjects);
                parameters.Add(new NpgsqlParameter("object", NpgsqlDbType.Uuid) { Value = (object?)happened.ObjectId ?? DBNull.Value });
                parameters.Add(new NpgsqlParameter("change", NpgsqlDbType.Jsonb) { Value = (object?)happened.Change ?? DBNull.Value });
                parameters.Add(new NpgsqlParameter("digest", NpgsqlDbType.Bytea) { Value = (object?)happened.DetailDigest ?? DBNull.Value });
                parameters.Add(new NpgsqlParameter("address", NpgsqlDbType.Text) { Value = (object?)happened.Address ?? DBNull.Value });
            });
        if (detail is null) return;
        trip.Do("insert into audit_detail(event_id, subject, text, salt) values (@event, @subject, @text, @salt)", parameters =>
        {
            parameters.AddWithValue("event", detail.EventId);
            parameters.AddWithValue("subject", detail.Subject);
            parameters.AddWithValue("text", detail.Text);
            parameters.AddWithValue("salt", detail.Salt);
        });
    }
}
