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

Console.WriteLine("| form | program | ms | ms, processor | ms within the invocation | peak MB | methods compiled | of the loop, ms | processor |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
foreach (string form in (string[])["jit", "r2r", "aot"])
{
    string folder = Path.Combine(root, form);
    if (!Directory.Exists(folder))
        continue;

    Candidate[] candidates = [.. Programs.In(folder), .. Peers.In(folder)];
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
