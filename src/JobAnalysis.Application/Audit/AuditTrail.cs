using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using JobAnalysis.Application.Access;
using JobAnalysis.Application.Data.Sql;

namespace JobAnalysis.Application.Audit;

/// <summary>Collects what a handler says for the audit; the pipeline writes it in the transaction of the change.</summary>
public sealed class AuditTrail(TimeProvider clock)
{
    private readonly List<Entry> entries = [];

    private sealed record Entry(string? What, AuditKind Kind, Guid[] Subjects, Guid? ObjectId, object? Change, string? Detail);

    /// <summary>Records a change. <paramref name="change"/> holds ids and codes; personal values and free text go into <paramref name="detail"/>.</summary>
    public void Changed(Guid? objectId = null, object? change = null, IEnumerable<Guid>? subjects = null, string? detail = null) =>
        entries.Add(new(null, AuditKind.Change, [.. subjects ?? []], objectId, change, detail));

    /// <summary>Records that named records of other people were shown: one row a page.</summary>
    public void Read(string what, IEnumerable<Guid> subjects, Guid? objectId = null)
    {
        Guid[] people = [.. subjects];
        if (people.Length > 0) entries.Add(new(what, AuditKind.Read, people, objectId, null, null));
    }

    internal void RecordDefault(string message)
    {
        if (entries.All(e => e.Kind is not AuditKind.Change)) Changed();
        for (var i = 0; i < entries.Count; i++) entries[i] = entries[i] with { What = entries[i].What ?? message };
    }

    /// <summary>Puts what was collected into the trip that ends the message.</summary>
    internal void Flush(RoundTrip trip, RequestContext context)
    {
        foreach (var entry in entries) Write(trip, context, entry);
        entries.Clear();
    }

    internal void Forget() => entries.Clear();

    private void Write(RoundTrip trip, RequestContext context, Entry entry)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var salt = entry.Detail is null ? null : RandomNumberGenerator.GetBytes(16);
        var actor = context.Actor;
        var happened = new AuditEvent
        {
            Id = id,
            OrganizationId = actor is null || actor.OrganizationId == Guid.Empty ? null : actor.OrganizationId,
            At = clock.GetUtcNow(),
            AccountId = actor?.AccountId ?? Guid.Empty,
            ActingAs = actor is null ? "" : string.Join(',', actor.Roles.Select(r => r.ToString()).Concat(actor.Headships.Count > 0 ? ["UnitHead"] : [])),
            What = entry.What!,
            Kind = entry.Kind,
            Subjects = entry.Subjects,
            ObjectId = entry.ObjectId,
            Change = entry.Change is null ? null : JsonSerializer.Serialize(entry.Change),
            DetailDigest = salt is null ? null : SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(entry.Detail!)]),
            Address = context.Address,
        };
        AuditSql.Add(trip, happened, salt is null ? null : new() { EventId = id, Subject = entry.Subjects.FirstOrDefault(), Text = entry.Detail!, Salt = salt });
    }
}
