using System.Globalization;
using BenchmarkDotNet.Running;
using JobAnalysis.Benchmarks;

switch (args)
{
    case ["run", .. var rest]:
        return await Bench.Run(BenchOptions.Parse(rest));
    case [Child.Verb, var act, var connectionString, var publications]:
        return await Child.Act(act, connectionString, int.Parse(publications, CultureInfo.InvariantCulture));
    case [WarmChild.Verb, var connectionString]:
        return await WarmChild.Serve(connectionString);
    case ["calculator", .. var rest]:
        BenchmarkRunner.Run<CalculatorBenchmark>(args: rest);
        return 0;
    default:
        await Console.Error.WriteLineAsync("run [--quick|--check|--large] [--people N] [--runs N] [--parts full,delta,plain,peak,accept,pages,shared,serve,large,rebuild] [--page-seconds N] [--folder F] | calculator");
        return 2;
}
