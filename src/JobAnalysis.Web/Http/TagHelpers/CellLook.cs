namespace JobAnalysis.Web.Http.TagHelpers;

/// <summary>How one compared cell looks: the states of decisions.md 7, in its order of precedence.</summary>
public enum CellLook
{
    RequirementUnset,
    NotRequired,
    Exempt,
    NotComputable,
    ReassessmentNeeded,
    Expired,
    NotAssessed,
    Below,
    Met,
    Above,
}
