using BenchmarkDotNet.Attributes;
using JobAnalysis.Domain.Gaps;

namespace JobAnalysis.Benchmarks;

/// <summary>One appointment of nineteen items through the calculator.</summary>
[MemoryDiagnoser]
public class CalculatorBenchmark
{
    private const int Items = 19;
    private const int People = 1024;
    private readonly byte[] required = new byte[People * Items];
    private readonly byte[] accepted = new byte[People * Items];
    private readonly int[] from = new int[Items];
    private readonly int[] to = new int[People * Items];
    private readonly byte[] critical = [0b1010_0101, 0b0001_1000, 0b0000_0010];
    private readonly byte[] states = new byte[Items];
    private readonly byte[] flags = new byte[Items];
    private int next;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(115);
        Array.Fill(from, BenchDay - 300);
        for (var i = 0; i < required.Length; i++)
        {
            required[i] = (byte)random.Next(1, 6);
            accepted[i] = random.Next(100) < 8 ? GapCalculator.Nothing : (byte)random.Next(0, 6);
            to[i] = BenchDay + (random.Next(100) < 3 ? -40 : 430);
        }
    }

    private static int BenchDay => new DateOnly(2026, 11, 23).DayNumber;

    [Benchmark(Description = "one person, 19 items")]
    public int Calculate()
    {
        var at = next++ % People * Items;
        return GapCalculator.Calculate(
            new()
            {
                Required = required.AsSpan(at, Items),
                Critical = critical,
                Accepted = accepted.AsSpan(at, Items),
                ValidFrom = from,
                ValidTo = to.AsSpan(at, Items),
                AsOf = BenchDay,
                DueSoonDays = 60,
            },
            states,
            flags).NextChangeOn;
    }
}
