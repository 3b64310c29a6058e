namespace JobAnalysis.Application.Gaps;

/// <summary>How much of a machine runs take.</summary>
/// <param name="Parallel">Groups at once in one process.</param>
/// <param name="PeopleAtOnce">People read together; an agency with more goes alone.</param>
/// <param name="AgenciesAtOnce">Agencies published by one transaction.</param>
internal sealed record GapSettings(int Parallel, int PeopleAtOnce, int AgenciesAtOnce)
{
    private const int MostParallel = 4;

    /// <summary>JOBANALYSIS_GAP_PARALLEL and JOBANALYSIS_GAP_PEOPLE, else as many groups as cores, at most four, and twenty thousand people.</summary>
    public static GapSettings Of(Func<string, string?> environment) => new(
        Number(environment("JOBANALYSIS_GAP_PARALLEL"), 1, 64) ?? Math.Clamp(Environment.ProcessorCount, 1, MostParallel),
        Number(environment("JOBANALYSIS_GAP_PEOPLE"), 100, 1_000_000) ?? 20_000,
        AgenciesAtOnce: 500);

    private static int? Number(string? text, int least, int most) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
