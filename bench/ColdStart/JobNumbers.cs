using System.Globalization;

namespace AsyncJobs.ColdStart;

/// <summary>Compares programs that are the same but for the number of their jobs. No start calls AWS.</summary>
internal static class JobNumbers
{
    private static readonly Dictionary<string, string> s_cold = new() { ["ASYNCJOBS_WARM_UP"] = "false" };

    /// <summary>Measures and prints a table.</summary>
    /// <param name="root">Has a folder for each program, which is named after its number of jobs.</param>
    /// <param name="rounds">How often each is started.</param>
    /// <param name="hook">The assembly of ColdStart.Methods.</param>
    public static async Task PrintAsync(string root, int rounds, string hook)
    {
        IEnumerable<string> folders = Directory.GetDirectories(root).Select(static path => Path.GetFileName(path));
        int[] numbers = [.. folders.Select(static name => int.Parse(name, CultureInfo.InvariantCulture)).Order()];
        Candidate[] candidates = [.. numbers.SelectMany(number => Of(root, number))];
        List<Measurement>[] taken = await Turns.TakeAsync(candidates, rounds);

        Console.WriteLine("| program | ms | ms, processor | methods compiled | of the fewest jobs, ms | processor |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        for (int i = 0; i < candidates.Length; i++)
        {
            List<Measurement> fewest = taken[Array.FindIndex(candidates, other => other.Handler == candidates[i].Handler)];
            long methods = await ColdRun.CountMethodsAsync(candidates[i], hook);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {candidates[i].Name} | {Turns.Median(taken[i], m => m.Wall):0.0} | {Turns.Median(taken[i], m => m.Processor):0.0} | {methods:N0} "
                + $"| {Turns.Ratio(taken[i], fewest, m => m.Wall):0.00} | {Turns.Ratio(taken[i], fewest, m => m.Processor):0.00} |"));
        }
    }

    // The function of all requests, which has to find the job, and one that has nothing to do with the others.
    private static Candidate[] Of(string root, int number)
    {
        string file = Path.Combine(root, number.ToString(CultureInfo.InvariantCulture), "Jobs");
        return
        [
            new($"{number} jobs, http", file, "http", Events.RefusedOrder, "priority") { Environment = s_cold },
            new($"{number} jobs, accept of one", file, "accept:regions-orders-001", Events.RefusedOrder, "priority") { Environment = s_cold },
        ];
    }
}
