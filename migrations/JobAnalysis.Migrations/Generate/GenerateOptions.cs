namespace JobAnalysis.Migrations.Generate;

/// <summary>A synthetic nation for measuring. The same options give the same rows.</summary>
/// <param name="People">How many, 1 to <see cref="MostPeople"/>.</param>
/// <param name="Seed">Any number.</param>
/// <param name="Today">Every age is counted back from here.</param>
/// <param name="RatedAgencies">So many of the largest agencies have ratings and rows of accepted levels, the others accepted vectors only.</param>
public sealed record GenerateOptions(int People, int Seed, DateOnly Today, int RatedAgencies = int.MaxValue)
{
    public const int MostPeople = 10_000_000;

    /// <summary>Items of the synthetic framework.</summary>
    public const int Items = 19;
}

/// <summary>The nation cannot be made; the message says why in Chinese and English.</summary>
public sealed class GenerateException(string message) : Exception(message);
