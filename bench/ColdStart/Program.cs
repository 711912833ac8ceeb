using System.Globalization;
using AsyncJobs.ColdStart;

// Usage: ColdStart <folder of published forms> <rounds>. bench/coldstart.sh publishes and calls it.
string root = args[0];
int rounds = int.Parse(args[1], CultureInfo.InvariantCulture);

Console.WriteLine("| form | program | ms | ms, processor | / HttpClient loop | processor / HttpClient loop | / empty |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
foreach (string form in (string[])["jit", "r2r", "aot"])
{
    string folder = Path.Combine(root, form);
    if (!Directory.Exists(folder))
        continue;

    Candidate[] candidates =
    [
        new("empty program", Path.Combine(folder, "empty", "Empty")),
        new("HttpClient loop", Path.Combine(folder, "http", "HttpClientLoop"), Payload: Events.Accept, Expected: "200"),
        new("sample, accept", Path.Combine(folder, "sample", "Sample"), "accept:link-checks", Events.Accept, "withinSeconds"),
        new("sample, status", Path.Combine(folder, "sample", "Sample"), "status", Events.Status, "404"),
    ];

    List<Measurement>[] taken = [.. candidates.Select(_ => new List<Measurement>())];
    for (int round = 0; round <= rounds; round++)
    {
        for (int i = 0; i < candidates.Length; i++)
        {
            // In another order each round, so that nobody always follows the same one.
            int turn = (i + round) % candidates.Length;
            Measurement measurement = await ColdRun.MeasureAsync(candidates[turn]);

            // The first round brings the files into the cache of the system.
            if (round > 0)
                taken[turn].Add(measurement);
        }
    }

    for (int i = 0; i < candidates.Length; i++)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {form} | {candidates[i].Name} | {Median(taken[i], m => m.Wall):0.0} | {Median(taken[i], m => m.Processor):0.0} "
            + $"| {Ratio(taken[i], taken[1], m => m.Wall):0.00} | {Ratio(taken[i], taken[1], m => m.Processor):0.00} "
            + $"| {Ratio(taken[i], taken[0], m => m.Wall):0.00} |"));
    }
}

static double Ratio(List<Measurement> these, List<Measurement> others, Func<Measurement, double> select) =>
    Median(these, select) / Median(others, select);

static double Median(List<Measurement> measurements, Func<Measurement, double> select)
{
    double[] sorted = [.. measurements.Select(select).Order()];
    return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
