using System.Globalization;
using System.Runtime.InteropServices;

namespace AsyncJobs.EndToEnd.App;

/// <summary>Jobs whose process comes to an end, and one that says which process it has.</summary>
public static partial class MortalJobs
{
    private const int Stop = 19;

    private static int s_started;

    [AsyncJob("POST /process")]
    public static string Process(string[] variable, JobContext job) =>
        string.Join('|', [Environment.ProcessId.ToString(CultureInfo.InvariantCulture), job.RequestId, .. variable.Select(Environment.GetEnvironmentVariable)]);

    /// <summary>Which of the SDK's parts its process has loaded.</summary>
    [AsyncJob("POST /loaded")]
    public static string[] Loaded(JobContext job) =>
        [.. AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!).Where(name => name.StartsWith("AWSSDK.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>How many calls its process has had at the same time, and in all.</summary>
    [AsyncJob("POST /alone")]
    public static async Task<int> Alone(CancellationToken cancellationToken)
    {
        int running = Interlocked.Increment(ref s_started);

        // Long enough for the others to arrive while it runs.
        await Task.Delay(100, cancellationToken);
        Interlocked.Decrement(ref s_started);
        return running;
    }

    // Its lease, and so its end after the last crash, comes soon after its timeout.
    [AsyncJob("POST /crash", TimeoutSeconds = 20)]
    public static string Crash(int crashes, JobContext job)
    {
        if (job.Attempt <= crashes)
            Environment.Exit(3);
        return $"attempt {job.Attempt}";
    }

    /// <summary>Its process ends when it is to stop.</summary>
    [AsyncJob("POST /stubborn", TimeoutSeconds = 8, MaxAttempts = 2)]
    public static async Task Stubborn(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Environment.Exit(3);
        }
    }

    /// <summary>Its process does nothing any more, not even look at the time.</summary>
    [AsyncJob("POST /frozen", TimeoutSeconds = 10, MaxAttempts = 2)]
    public static string Frozen(JobContext job)
    {
        if (job.Attempt == 1)
            Kill(Environment.ProcessId, Stop);
        return $"attempt {job.Attempt}";
    }

    [AsyncJob("POST /hog", TimeoutSeconds = 25, MemorySize = 256, MaxAttempts = 2)]
    public static unsafe string Hog(int hogs, JobContext job)
    {
        const int megabyte = 1024 * 1024;
        while (job.Attempt <= hogs)
        {
            NativeMemory.Fill(NativeMemory.Alloc(megabyte), megabyte, 1);

            // The platform looks at a process's memory ten times a second: it is to see this one grow, not the machine run out of memory.
            Thread.Sleep(1);
        }

        return $"attempt {job.Attempt}";
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
