namespace AsyncJobs.EndToEnd.App;

/// <summary>Jobs that start jobs.</summary>
public static class StartingJobs
{
    private const int MostRounds = 20;

    /// <summary>Starts a child; its id.</summary>
    [AsyncJob("POST /parent", Starts = ["child"])]
    public static async Task<string> Parent(string text, JobContext job) =>
        (await StartingJobsChildJob.StartAsync(text, cancellationToken: job.CancellationToken)).Id;

    [AsyncJob("POST /child", KeepInput = true)]
    public static string Child(string text, JobContext job) => $"{text} from {job.JobName}";

    /// <summary>Starts a child without having said so.</summary>
    [AsyncJob("POST /stranger")]
    public static async Task<string> Stranger(JobContext job) =>
#pragma warning disable AJ0042 // What comes of it is tested.
        (await StartingJobsChildJob.StartAsync("stranger", cancellationToken: job.CancellationToken)).Id;
#pragma warning restore AJ0042

    /// <summary>Starts itself, again and again; the id of the next one, or nothing from the last.</summary>
    [AsyncJob("POST /countdown", Starts = ["countdown"])]
    public static async Task<string?> Countdown(int left, JobContext job) =>
        left == 0 ? null : (await StartingJobsCountdownJob.StartAsync(left - 1, cancellationToken: job.CancellationToken)).Id;

    /// <summary>Two jobs that start each other, more often than Lambda lets functions do that which are not allowed to.</summary>
    [AsyncJob("POST /ping", Starts = ["pong"])]
    public static async Task<string?> Ping(int round, JobContext job) =>
        round == MostRounds ? null : (await StartingJobsPongJob.StartAsync(round + 1, cancellationToken: job.CancellationToken)).Id;

    [AsyncJob("POST /pong", Starts = ["ping", "child"])]
    public static async Task<string> Pong(int round, JobContext job) =>
        (await StartingJobsPingJob.StartAsync(round + 1, cancellationToken: job.CancellationToken)).Id;

    /// <summary>Which of its variables its process has.</summary>
    [AsyncJob("POST /variables", Starts = ["child"])]
    public static string[] Variables(JobContext job) =>
    [
        .. Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("ASYNCJOBS_", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];
}
