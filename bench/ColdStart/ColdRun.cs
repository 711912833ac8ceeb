using System.Diagnostics;
using System.Globalization;

namespace AsyncJobs.ColdStart;

/// <summary>Starts a program as Lambda does and takes the time to its first reply.</summary>
internal static class ColdRun
{
    public static async Task<Measurement> MeasureAsync(Candidate candidate)
    {
        using FakeRuntimeApi api = new(candidate.Payload ?? "");
        ProcessStartInfo start = new(candidate.File)
        {
            Environment =
            {
                ["AWS_LAMBDA_RUNTIME_API"] = api.Address,
                ["AWS_LAMBDA_FUNCTION_NAME"] = "cold",
                ["AWS_REGION"] = "eu-west-1",
                ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
                ["AWS_SECRET_ACCESS_KEY"] = "none",
                ["AWS_SESSION_TOKEN"] = "none",
                ["ASYNCJOBS_HANDLER"] = candidate.Handler,
                ["ASYNCJOBS_TABLE"] = "jobs",
            },
        };

        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        if (candidate.Payload is null)
        {
            await process.WaitForExitAsync();
            return new Measurement(Stopwatch.GetElapsedTime(begin).TotalMilliseconds, 0);
        }

        try
        {
            string reply = await api.Reply.WaitAsync(TimeSpan.FromSeconds(60));
            double wall = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            double processor = ReadProcessorTime(process.Id);
            return reply.Contains(candidate.Expected, StringComparison.Ordinal)
                ? new Measurement(wall, processor)
                : throw new InvalidOperationException($"{candidate.Name} was expected to reply '{candidate.Expected}': {reply}");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    // Process.TotalProcessorTime counts in steps of 10 ms, which is longer than a native program needs.
    private static double ReadProcessorTime(int processId)
    {
        double nanoseconds = 0;
        foreach (string thread in Directory.GetDirectories($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/task"))
        {
            try
            {
                nanoseconds += double.Parse(File.ReadAllText(thread + "/schedstat").Split(' ')[0], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // The thread ended in the meantime.
            }
        }

        return nanoseconds / 1e6;
    }
}
