using System.Diagnostics;
using System.Globalization;

namespace AsyncJobs.ColdStart;

/// <summary>Starts a program as Lambda does and takes the time to its first reply.</summary>
internal static class ColdRun
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    public static async Task<Measurement> MeasureAsync(Candidate candidate)
    {
        using ProcessorGroup? group = candidate.Processor is { } share ? ProcessorGroup.Make(share.AtStart) : null;
        using FakeRuntimeApi api = new(candidate.Payload ?? "", () => group?.Limit(candidate.Processor!.Within));
        using FakeAws aws = new();
        ProcessStartInfo start = StartOf(candidate, api, aws);
        if (group is not null)
            PutInto(group, start);
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        if (candidate.Payload is null)
        {
            await process.WaitForExitAsync();
            return new Measurement(Stopwatch.GetElapsedTime(begin).TotalMilliseconds, 0);
        }

        try
        {
            string reply = await api.Reply.WaitAsync(s_longest);
            double wall = Stopwatch.GetElapsedTime(begin, api.RepliedAt).TotalMilliseconds;
            double within = Stopwatch.GetElapsedTime(api.TakenAt, api.RepliedAt).TotalMilliseconds;
            Check(candidate, reply, aws);
            return new Measurement(wall, ProcessorClock.Read(process.Id), within, ReadPeakMemory(process.Id));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Counts the methods that the JIT compiles until the first reply, in a start of its own: counting takes time.</summary>
    /// <param name="candidate">The program.</param>
    /// <param name="hook">The assembly of ColdStart.Methods.</param>
    public static async Task<long> CountMethodsAsync(Candidate candidate, string hook)
    {
        string counted = Path.GetTempFileName();
        using FakeRuntimeApi api = new(candidate.Payload ?? "");
        using FakeAws aws = new();
        ProcessStartInfo start = StartOf(candidate, api, aws);
        start.Environment["DOTNET_STARTUP_HOOKS"] = hook;
        start.Environment["COLDSTART_METHODS"] = counted;
        using Process process = Process.Start(start)!;
        if (candidate.Payload is not null)
        {
            await api.Reply.WaitAsync(s_longest);

            // Asked to end, unlike killed, it still counts.
            using Process end = Process.Start("kill", $"-TERM {process.Id}");
            await end.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        long count = long.Parse(await File.ReadAllTextAsync(counted), CultureInfo.InvariantCulture);
        File.Delete(counted);
        return count;
    }

    private static ProcessStartInfo StartOf(Candidate candidate, FakeRuntimeApi api, FakeAws aws)
    {
        // A line of the log fits into the pipe, which nobody reads.
        ProcessStartInfo start = new(candidate.File)
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["AWS_LAMBDA_RUNTIME_API"] = api.Address,
                ["AWS_LAMBDA_FUNCTION_NAME"] = "cold",
                ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
                ["AWS_REGION"] = "eu-west-1",
                ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
                ["AWS_SECRET_ACCESS_KEY"] = "none",
                ["AWS_SESSION_TOKEN"] = "none",
                ["AWS_ENDPOINT_URL_DYNAMODB"] = aws.Address,
                ["AWS_ENDPOINT_URL_LAMBDA"] = aws.Address,
                ["ASYNCJOBS_HANDLER"] = candidate.Handler,
                ["ASYNCJOBS_TABLE"] = "jobs",
                ["ASYNCJOBS_WORKERS"] = "link-checks=worker",
            },
        };
        foreach ((string name, string value) in candidate.Environment)
            start.Environment[name] = value;
        return start;
    }

    // It has to be there before its first instruction, so that a shell goes there and becomes the program.
    private static void PutInto(ProcessorGroup group, ProcessStartInfo start)
    {
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("echo $$ > \"$0\" && exec \"$1\"");
        start.ArgumentList.Add(group.Members);
        start.ArgumentList.Add(Path.GetFullPath(start.FileName));
        start.FileName = "/bin/sh";
    }

    private static void Check(Candidate candidate, string reply, FakeAws aws)
    {
        if (!reply.Contains(candidate.Expected, StringComparison.Ordinal))
            throw new InvalidOperationException($"{candidate.Name} was expected to reply '{candidate.Expected}': {reply}");
        (int Items, int Events) expected = candidate.CallsAws ? (1, 1) : (0, 0);
        if (aws.Calls != expected)
            throw new InvalidOperationException($"{candidate.Name} was expected to call AWS {expected} times, not {aws.Calls}.");
    }

    private static double ReadPeakMemory(int processId)
    {
        string line = File.ReadLines($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/status").First(
            static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
