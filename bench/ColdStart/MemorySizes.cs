using System.Globalization;
using AsyncJobs.Shared;

namespace AsyncJobs.ColdStart;

/// <summary>
/// Compares what a function that answers requests, and one that works, do in advance before they ask for their first invocation, where their memory
/// gives them a share of a processor.
/// </summary>
internal static class MemorySizes
{
    private static readonly string[] s_forms = ["jit", "r2r", "aot"];

    // Below a whole processor's memory a function waits for its warm-up, and above it does not. Here what it is told differs from what it has.
    private static readonly (string Name, Dictionary<string, string> Environment)[] s_ways =
    [
        ("none", new() { ["ASYNCJOBS_WARM_UP"] = "false" }),
        ("beside", new() { ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = LambdaLimits.WholeProcessorMegabytes.ToString(CultureInfo.InvariantCulture) }),
        ("before", new() { ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = (LambdaLimits.WholeProcessorMegabytes - 1).ToString(CultureInfo.InvariantCulture) }),
    ];

    private static readonly (string Name, string Handler, string Payload, string Expected, bool CallsAws)[] s_events =
    [
        ("start", "http", Events.Started, "202", true),
        ("poll", "http", Events.Poll, "404", false),
        ("refused", "http", Events.Refused, "withinSeconds", false),
        ("work", "work:link-checks", Events.Worked, "null", false),
    ];

    /// <summary>Measures and prints a table.</summary>
    /// <param name="args">
    /// A folder that has one for each form, how often each is started, and the memory of the functions in MB, separated by spaces. Nothing to see
    /// whether this machine can limit a program at all.
    /// </param>
    public static async Task RunAsync(string[] args)
    {
        using (ProcessorGroup.Make(1))
        {
            if (args is not [string root, string rounds, string sizes])
                return;

            await PrintAsync(root, Number(rounds), [.. sizes.Split(' ').Select(Number)]);
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static async Task PrintAsync(string root, int rounds, int[] sizes)
    {
        Console.WriteLine("| MB | start has | form | clients | event | warm-up | ms | ms within the invocation | ms, processor |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (int size in sizes)
        {
            double share = (double)size / LambdaLimits.WholeProcessorMegabytes;
            foreach (double atStart in new[] { Math.Max(1, share), share }.Distinct())
            {
                foreach (string form in s_forms.Where(form => Directory.Exists(Path.Combine(root, form))))
                    await PrintAsync(Path.Combine(root, form), rounds, size, form, new ProcessorShare(atStart, share));
            }
        }
    }

    private static async Task PrintAsync(string folder, int rounds, int size, string form, ProcessorShare share)
    {
        (string Name, string Event, string Way, Candidate Program)[] rows =
        [
            .. from clients in (string[])["sample", "direct"]
               from given in s_events
               from way in s_ways
               select (clients == "direct" ? "`AsyncJobs.Direct`" : "the SDK", given.Name, way.Name, new Candidate(
                   $"{clients}, {given.Name}, {way.Name}",
                   Path.Combine(folder, clients, "Sample"),
                   given.Handler,
                   given.Payload,
                   given.Expected,
                   given.CallsAws)
               {
                   Environment = way.Environment,
                   Processor = share,
               }),
            .. Peers.In(folder).Select(peer => (peer.Name, "", "", peer with { Processor = share })),
        ];
        List<Measurement>[] taken = await Turns.TakeAsync([.. rows.Select(static row => row.Program)], rounds);
        for (int i = 0; i < rows.Length; i++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {size} | {share.AtStart:0.00} | {form} | {rows[i].Name} | {rows[i].Event} | {rows[i].Way} "
                + $"| {Turns.Median(taken[i], m => m.Wall):0.0} | {Turns.Median(taken[i], m => m.Within):0.0} "
                + $"| {Turns.Median(taken[i], m => m.Processor):0.0} |"));
        }
    }
}
