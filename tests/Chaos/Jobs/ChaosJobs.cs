using System.Runtime.InteropServices;

namespace AsyncJobs.Chaos.Jobs;

/// <summary>Jobs that do as they are told and keep a log of their own.</summary>
public static partial class ChaosJobs
{
    public const int RefusedCode = 12345;

    private const int Stop = 19;

    [AsyncJob("POST /work/{index}", TimeoutSeconds = 60)]
    public static Task<ChaosResult> Work(int index, ChaosOrder order, JobContext job) => RunAsync(index, order, job);

    /// <summary>For what only the end of its time ends.</summary>
    [AsyncJob("POST /stuck/{index}", TimeoutSeconds = 5, ReserveMilliseconds = 1000, MaxAttempts = 2)]
    public static Task<ChaosResult> Stuck(int index, ChaosOrder order, JobContext job) => RunAsync(index, order, job);

    private static async Task<ChaosResult> RunAsync(int index, ChaosOrder order, JobContext job)
    {
        AttemptLog log = AttemptLog.Start(index, job);
        try
        {
            switch (order.Plan)
            {
                case ChaosPlan.Deaf:
                    Thread.Sleep(TimeSpan.FromMinutes(1));
                    break;
                case ChaosPlan.Wait:
                    await Task.Delay(Timeout.Infinite, job.CancellationToken);
                    break;
                case ChaosPlan.Freeze when job.Attempt == 1:
                    Kill(Environment.ProcessId, Stop);
                    break;
                case ChaosPlan.Throw when job.Attempt <= order.Failures:
                    await Task.Delay(order.Milliseconds, job.CancellationToken);
                    throw new InvalidOperationException("as planned");
                case ChaosPlan.Refuse:
                    throw new JobException(RefusedCode, "as planned") { Retry = false };
            }

            for (int step = 0; step < 4; step++)
            {
                await Task.Delay(order.Milliseconds / 4, job.CancellationToken);
                await job.ReportProgressAsync(step / 4.0);
            }
        }
        catch (OperationCanceledException)
        {
            log.End("stopped");
            throw;
        }
        catch (JobException)
        {
            log.End("refused");
            throw;
        }
        catch (InvalidOperationException)
        {
            log.End("threw");
            throw;
        }

        string text = string.Concat(Enumerable.Repeat(log.AttemptId, (order.Size / log.AttemptId.Length) + 1));
        log.End("returned", text);
        return new ChaosResult(index, log.AttemptId, text);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
