namespace JobAnalysis.Domain.Gaps;

/// <summary>Counters while one appointment is calculated; a mutable local, so that the loop copies nothing.</summary>
internal struct GapTally
{
    private int unset, notRequired, exempt, notComputable, reassessment, expired, notAssessed, below, belowByTwo, met, above;
    private int criticalRequired, criticalMet, criticalUnmet, dueSoon, disputed;

    internal void Count(CellState state, CellFlags flags, int levelsBelow)
    {
        var critical = (flags & CellFlags.Critical) != CellFlags.None && state is not CellState.Exempt ? 1 : 0;
        criticalRequired += critical;
        if ((flags & CellFlags.DueSoon) != CellFlags.None) dueSoon++;
        if ((flags & CellFlags.Disputed) != CellFlags.None) disputed++;
        switch (state)
        {
            case CellState.RequirementUnset: unset++; break;
            case CellState.NotRequired: notRequired++; break;
            case CellState.Exempt: exempt++; break;
            case CellState.NotComputable: notComputable++; break;
            case CellState.ReassessmentNeeded: reassessment++; break;
            case CellState.Expired: expired++; break;
            case CellState.NotAssessed: notAssessed++; break;
            case CellState.Below:
                below++;
                criticalUnmet += critical;
                if (levelsBelow >= 2) belowByTwo++;
                break;
            case CellState.Above:
                above++;
                met++;
                criticalMet += critical;
                break;
            default:
                met++;
                criticalMet += critical;
                break;
        }
    }

    internal readonly GapCounts ToCounts() => new()
    {
        Unset = unset,
        NotRequired = notRequired,
        Exempt = exempt,
        Required = notComputable + reassessment + expired + notAssessed + below + met,
        NotComputable = notComputable,
        ReassessmentNeeded = reassessment,
        Expired = expired,
        NotAssessed = notAssessed,
        Below = below,
        BelowByTwoOrMore = belowByTwo,
        Met = met,
        Above = above,
        CriticalRequired = criticalRequired,
        CriticalMet = criticalMet,
        CriticalUnmet = criticalUnmet,
        DueSoon = dueSoon,
        Disputed = disputed,
    };
}
