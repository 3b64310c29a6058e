namespace JobAnalysis.Chaos.Tests;

/// <summary>Seeds of a scenario: few in every run, all with <c>infra/test.sh chaos</c>, one with JOBANALYSIS_CHAOS_SEED (replay).</summary>
public static class Scenario
{
    public static bool All => Environment.GetEnvironmentVariable("JOBANALYSIS_TEST_CHAOS") == "1";

    public static IEnumerable<TheoryDataRow<int>> Seeds(int few, int many)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("JOBANALYSIS_CHAOS_SEED"), System.Globalization.CultureInfo.InvariantCulture, out var given)) return [new(given)];
        var start = Random.Shared.Next(1, 1_000_000);
        return Enumerable.Range(start, All ? many : few).Select(seed => new TheoryDataRow<int>(seed));
    }

    public static IEnumerable<TheoryDataRow<int>> Usual => Seeds(2, 30);

    public static IEnumerable<TheoryDataRow<int>> Once => Seeds(1, 5);
}

[CollectionDefinition(nameof(ChaosCollection), DisableParallelization = true)]
public sealed class ChaosCollection : ICollectionFixture<ChaosCluster>;
