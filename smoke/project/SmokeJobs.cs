using System.Runtime.InteropServices;
using AsyncJobs;

// Some of these fail or hang on purpose, whatever a token says.
#pragma warning disable AJ0023

namespace Smoke;

/// <summary>Jobs that end in every way, beside the one of a new project, which succeeds.</summary>
public static class SmokeJobs
{
    // Both are longer than usual: on a busy machine the first call of a process takes seconds, and so does the way from the deadline to the outcome.
    private const int ShortTimeout = 20;
    private const int Reserve = 10_000;

    private static int StopSignal => OperatingSystem.IsMacOS() ? 17 : 19;

    /// <summary>Fails for good.</summary>
    [AsyncJob("POST /failing")]
    public static void Fail() => throw new JobException(10_002, "It fails, as it should.") { Retry = false };

    /// <summary>Fails once.</summary>
    /// <returns>The attempt that succeeded.</returns>
    [AsyncJob("POST /flaky", TimeoutSeconds = 30, MaxAttempts = 2)]
    public static int FailOnce(JobContext job) =>
        job.Attempt == 1 ? throw new InvalidOperationException("The first attempt fails, as it should.") : job.Attempt;

    /// <summary>Waits to be cancelled.</summary>
    [AsyncJob("POST /endless", TimeoutSeconds = 120, MaxAttempts = 1)]
    public static Task WaitForCancel(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);

    /// <summary>Stops when its time is over.</summary>
    [AsyncJob("POST /late", TimeoutSeconds = ShortTimeout, ReserveMilliseconds = Reserve, MaxAttempts = 1)]
    public static Task WaitForTimeout(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);

    /// <summary>Goes on when its time is over. The library sees that and ends the process.</summary>
    [AsyncJob("POST /deaf", TimeoutSeconds = ShortTimeout, ReserveMilliseconds = Reserve, MaxAttempts = 1)]
    public static void IgnoreTimeout() => Thread.Sleep(Timeout.Infinite);

    /// <summary>Stops its whole process, so that nothing in it sees the time: Lambda kills it.</summary>
    [AsyncJob("POST /frozen", TimeoutSeconds = ShortTimeout, MaxAttempts = 1)]
    public static void Freeze()
    {
        if (Kill(Environment.ProcessId, StopSignal) != 0)
            throw new InvalidOperationException($"kill failed with {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>Goes on in a second invocation.</summary>
    /// <returns>The request ids of both.</returns>
    [AsyncJob("POST /steps", TimeoutSeconds = 30, State = typeof(Steps), TotalTimeoutSeconds = 600)]
    public static async Task<Steps> GoOn(JobContext job)
    {
        Steps steps = new([.. job.State<Steps>()?.RequestIds ?? [], job.RequestId]);
        if (steps.RequestIds.Length == 1)
            await job.ContinueAsync(steps);
        return steps;
    }

    /// <summary>Returns what it was given.</summary>
    [AsyncJob("POST /texts", TimeoutSeconds = 60)]
    public static Text Echo(Text text) => text;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int processId, int signal);
}
