using JobAnalysis.Benchmarks;

return args is [var verb, .. var rest]
    ? verb switch
    {
        "run" => await Bench.Run(BenchOptions.Parse(rest)),
        _ => Usage(),
    }
    : Usage();

static int Usage()
{
    Console.Error.WriteLine("run [--quick|--check|--large] [--people N] [--runs N] [--parts full,delta,plain,peak,accept,pages] [--folder F]");
    return 2;
}
