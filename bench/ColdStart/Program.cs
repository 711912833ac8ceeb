using System.Globalization;
using AsyncJobs.ColdStart;

// Usage: ColdStart <folder of published forms> <rounds> <assembly of ColdStart.Methods>. bench/coldstart.sh publishes and calls it.
string root = args[0];
int rounds = int.Parse(args[1], CultureInfo.InvariantCulture);
string hook = Path.GetFullPath(args[2]);
Dictionary<string, string> cold = new() { ["ASYNCJOBS_WARM_UP"] = "false" };

Console.WriteLine("| form | program | ms | ms, processor | ms within the invocation | peak MB | methods compiled | of the loop, ms | processor |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
foreach (string form in (string[])["jit", "r2r", "aot"])
{
    string folder = Path.Combine(root, form);
    if (!Directory.Exists(folder))
        continue;

    string sample = Path.Combine(folder, "sample", "Sample");
    const string Signed = "signed loop, PutItem and Invoke";
    Candidate[] candidates =
    [
        new("empty program", Path.Combine(folder, "empty", "Empty")),
        new("HttpClient loop", Path.Combine(folder, "http", "HttpClientLoop"), Payload: Events.Refused, Expected: "200"),
        new("sample, accept refuses", sample, "accept:link-checks", Events.Refused, "withinSeconds") { Environment = cold },
        new("sample, status", sample, "status", Events.Status, "404") { Environment = cold },
        new(Signed, Path.Combine(folder, "signed", "SignedLoop"), "", Events.Started, "202", CallsAws: true, BesideOf: Signed),
        new("sample, accept starts", sample, "accept:link-checks", Events.Started, "202", CallsAws: true, BesideOf: Signed),
        new("the same without warm-up", sample, "accept:link-checks", Events.Started, "202", CallsAws: true, BesideOf: Signed)
        {
            Environment = cold,
        },
        new("the same, started in advance", sample, "accept:link-checks", Events.Started, "202", CallsAws: true, BesideOf: Signed)
        {
            Environment = new Dictionary<string, string> { ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "provisioned-concurrency" },
        },
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
        List<Measurement> loop = taken[Array.FindIndex(candidates, other => other.Name == candidates[i].BesideOf)];
        string methods = form == "aot" ? "" : (await ColdRun.CountMethodsAsync(candidates[i], hook)).ToString("N0", CultureInfo.InvariantCulture);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {form} | {candidates[i].Name} | {Median(taken[i], m => m.Wall):0.0} | {Median(taken[i], m => m.Processor):0.0} "
            + $"| {Median(taken[i], m => m.Within):0.0} | {Median(taken[i], m => m.Memory):0} | {methods} "
            + $"| {Ratio(taken[i], loop, m => m.Wall):0.00} | {Ratio(taken[i], loop, m => m.Processor):0.00} |"));
    }
}

static double Ratio(List<Measurement> these, List<Measurement> others, Func<Measurement, double> select) =>
    Median(these, select) / Median(others, select);

static double Median(List<Measurement> measurements, Func<Measurement, double> select)
{
    double[] sorted = [.. measurements.Select(select).Order()];
    return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
