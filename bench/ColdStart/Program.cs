using System.Globalization;
using AsyncJobs.ColdStart;

// Usage: ColdStart <folder of published forms> <rounds> <assembly of ColdStart.Methods>. bench/coldstart.sh publishes and calls it;
// bench/coldstart-jobs.sh adds a last argument. bench/coldstart-memory.sh calls ColdStart memory <folder> <rounds> <sizes>, and before it
// publishes, ColdStart memory.
if (args is ["memory", .. string[] rest])
{
    try
    {
        await MemorySizes.RunAsync(rest);
    }
    catch (InvalidOperationException exception)
    {
        Console.Error.WriteLine(exception.Message);
        Environment.ExitCode = 1;
    }

    return;
}

string root = args[0];
int rounds = int.Parse(args[1], CultureInfo.InvariantCulture);
string hook = Path.GetFullPath(args[2]);
if (args is [_, _, _, "jobs"])
{
    await JobNumbers.PrintAsync(root, rounds, hook);
    return;
}

Dictionary<string, string> cold = new() { ["ASYNCJOBS_WARM_UP"] = "false" };
Dictionary<string, string> inAdvance = new() { ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "provisioned-concurrency" };

Console.WriteLine("| form | program | ms | ms, processor | ms within the invocation | peak MB | methods compiled | of the loop, ms | processor |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
foreach (string form in (string[])["jit", "r2r", "aot"])
{
    string folder = Path.Combine(root, form);
    if (!Directory.Exists(folder))
        continue;

    string sample = Path.Combine(folder, "sample", "Sample");
    string direct = Path.Combine(folder, "direct", "Sample");
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
            Environment = inAdvance,
        },
        new("sample with AsyncJobs.Direct, accept starts", direct, "accept:link-checks", Events.Started, "202", CallsAws: true, BesideOf: Signed),
        new("the same with it, without warm-up", direct, "accept:link-checks", Events.Started, "202", CallsAws: true, BesideOf: Signed)
        {
            Environment = cold,
        },
        new("the same with it, started in advance", direct, "accept:link-checks", Events.Started, "202", CallsAws: true, BesideOf: Signed)
        {
            Environment = inAdvance,
        },
    ];

    List<Measurement>[] taken = await Turns.TakeAsync(candidates, rounds);
    for (int i = 0; i < candidates.Length; i++)
    {
        List<Measurement> loop = taken[Array.FindIndex(candidates, other => other.Name == candidates[i].BesideOf)];
        string methods = form == "aot" ? "" : (await ColdRun.CountMethodsAsync(candidates[i], hook)).ToString("N0", CultureInfo.InvariantCulture);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {form} | {candidates[i].Name} | {Turns.Median(taken[i], m => m.Wall):0.0} | {Turns.Median(taken[i], m => m.Processor):0.0} "
            + $"| {Turns.Median(taken[i], m => m.Within):0.0} | {Turns.Median(taken[i], m => m.Memory):0} | {methods} "
            + $"| {Turns.Ratio(taken[i], loop, m => m.Wall):0.00} | {Turns.Ratio(taken[i], loop, m => m.Processor):0.00} |"));
    }
}
