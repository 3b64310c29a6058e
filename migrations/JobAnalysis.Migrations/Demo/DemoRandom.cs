using System.Buffers.Binary;
using JobAnalysis.Migrations.Seed;

namespace JobAnalysis.Migrations.Demo;

/// <summary>
/// SplitMix64 with a stream for each key: System.Random may differ between versions of .NET, and one shared stream would change every later person when
/// one draw is added.
/// </summary>
internal sealed class DemoRandom
{
    private ulong state;

    public DemoRandom(int seedNumber, string key)
    {
        Span<byte> bytes = stackalloc byte[16];
        StableId.Of($"demo-random/{seedNumber}/{key}").TryWriteBytes(bytes);
        state = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>0 to <paramref name="below"/> - 1.</summary>
    public int Next(int below) => (int)(NextBits() % (ulong)below);

    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> list) => list[Next(list.Count)];

    private ulong NextBits()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
