using System.Runtime.InteropServices;

namespace AsyncJobs.Chaos.Jobs;

/// <summary>Jobs that do as they are told and keep a log of their own.</summary>
public static partial class ChaosJobs
{
    public const int RefusedCode = 12345;

    /// <summary>What an endless job has in all.</summary>
    public const int EndlessSeconds = 3;

    public const string StepsName = "steps";

    public const string EndlessName = "endless";

    private const int Stop = 19;

    [AsyncJob("POST /work/{index}", TimeoutSeconds = 60)]
    public static Task<ChaosResult> Work(int index, ChaosOrder order, JobContext job) => RunAsync(index, order, job);

    /// <summary>For what only the end of its time ends.</summary>
    [AsyncJob("POST /stuck/{index}", TimeoutSeconds = 5, ReserveMilliseconds = 1000, MaxAttempts = 2)]
    public static Task<ChaosResult> Stuck(int index, ChaosOrder order, JobContext job) => RunAsync(index, order, job);

    [AsyncJob("POST /steps/{index}", Name = StepsName, State = typeof(ChaosCursor), TimeoutSeconds = 60)]
    public static Task<ChaosResult> Steps(int index, ChaosOrder order, JobContext job) => GoOnAsync(index, order.Steps, order.Milliseconds, job);

    /// <summary>For what only the limit of the whole ends.</summary>
    [AsyncJob("POST /endless/{index}", Name = EndlessName, State = typeof(ChaosCursor), TimeoutSeconds = 60, TotalTimeoutSeconds = EndlessSeconds)]
    public static Task<ChaosResult> Endless(int index, ChaosOrder order, JobContext job) => GoOnAsync(index, int.MaxValue, order.Milliseconds, job);

    private static async Task<ChaosResult> GoOnAsync(int index, int steps, int milliseconds, JobContext job)
    {
        int done = job.State<ChaosCursor>()?.Done ?? 0;
        AttemptLog log = AttemptLog.Start(index, job, done);
        try
        {
            while (done < steps)
            {
                await Task.Delay(milliseconds, job.CancellationToken);
                done++;
                log.Step(done);
                if (done % 2 == 0)
                {
                    log.Continues(done);
                    await job.ContinueAsync(new ChaosCursor(done));
                }

                await job.SaveStateAsync(new ChaosCursor(done));

                // A state that was refused tells the method to stop.
                if (!job.CancellationToken.IsCancellationRequested)
                    log.Saved(done);
            }
        }
        catch (JobContinuedException)
        {
            log.End("continued");
            throw;
        }
        catch (OperationCanceledException)
        {
            log.End("stopped");
            throw;
        }
        catch (Exception)
        {
            log.End("threw");
            throw;
        }

        string text = $"{log.AttemptId} {done}";
        log.End("returned", text);
        return new ChaosResult(index, log.AttemptId, text);
    }

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

        string text = Text(log.AttemptId, order.Size);
        log.End("returned", text);
        return new ChaosResult(index, log.AttemptId, text);
    }

    // Such that it takes as much when it is compressed, and only this attempt knows it.
    private static string Text(string attemptId, int size)
    {
        Random random = new(attemptId.GetHashCode(StringComparison.Ordinal));
        byte[] noise = new byte[size / 4 * 3];
        random.NextBytes(noise);
        return attemptId + Convert.ToBase64String(noise);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
