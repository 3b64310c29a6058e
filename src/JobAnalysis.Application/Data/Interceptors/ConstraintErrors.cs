using System.Collections.Frozen;
using JobAnalysis.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace JobAnalysis.Application.Data.Interceptors;

/// <summary>Uniqueness and overlap are decided by the database (style.md 9); this says them in the reader's words, once.</summary>
internal sealed class ConstraintErrors : SaveChangesInterceptor
{
    /// <summary>Constraint name -> text key. A constraint that a user can meet belongs here.</summary>
    private static readonly FrozenDictionary<string, string> Codes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ux_profile_version_draft"] = "positions.draft-exists",
        ["ux_profile_version_effective_from"] = "positions.effective-date-taken",
        ["ix_notice_delivery_organization_id_person_id_round_id_notice_v"] = "assessments.notice-already-delivered",
        ["ex_exemption"] = "assessments.exemptions-overlap",
        ["ux_assessment_source"] = "assessments.already-begun",
        ["ex_appointment_regular_person"] = "organizations.appointment-overlaps",
        ["ex_appointment_regular_position"] = "organizations.position-occupied",
        ["ex_unit_placement"] = "organizations.placement-overlaps",
        ["ex_position_placement"] = "organizations.placement-overlaps",
        ["ex_position_facts"] = "organizations.facts-overlap",
        ["ck_unit_placement_cycle"] = "organizations.unit-cycle",
        ["ex_accepted_level"] = "assessments.levels-overlap",
        ["ex_framework_adoption"] = "frameworks.adoptions-overlap",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The text key for what a user can meet; null = a fault.</summary>
    public static string? CodeOf(PostgresException exception) => exception.ConstraintName is { } name ? Codes.GetValueOrDefault(name) : null;

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Exception is DbUpdateConcurrencyException) throw new StaleRevisionException(0, 0);
        if (eventData.Exception is DbUpdateException { InnerException: PostgresException refused } && CodeOf(refused) is { } code) throw new RuleViolationException(code);
        return base.SaveChangesFailedAsync(eventData, cancellationToken);
    }
}
