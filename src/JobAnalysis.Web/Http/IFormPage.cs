namespace JobAnalysis.Web.Http;

/// <summary>A page with a form that is drawn again after a refusal.</summary>
public interface IFormPage
{
    /// <summary>Loads what the page shows beside the form; called by the page's GET and before the form is drawn again.</summary>
    Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>False after loading: what the form is about does not exist for the reader; a form that cannot be read is then 404 too.</summary>
    bool Exists => true;

    /// <summary>The field that a rule is about ("Input.EffectiveFrom"), or null when it concerns the whole form.</summary>
    string? FieldOf(string code) => null;

    /// <summary>What a field is called above its form, where a sentence alone would leave open which of several is meant.</summary>
    string? LabelOf(string field) => null;
}

/// <summary>A form over an object with a revision: when the object has changed meanwhile both versions are shown.</summary>
public interface IVersionedForm : IFormPage
{
    Task<IReadOnlyList<FieldVersion>> CompareAsync(CancellationToken cancellationToken);
}

/// <summary>One field of a stale form: its label, what was typed, what stands now.</summary>
public sealed record FieldVersion(string Label, string? Typed, string? Current)
{
    public bool Differs => !string.Equals(Typed ?? "", Current ?? "", StringComparison.Ordinal);
}
