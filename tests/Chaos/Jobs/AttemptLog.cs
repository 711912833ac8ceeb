using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace AsyncJobs.Chaos.Jobs;

/// <summary>
/// What an attempt says of itself, in each invocation: a file of its own, written by the job's method alone and never through the store.
/// Lines are <c>start index ticks found job</c>, then for a job that goes on in steps <c>step number ticks</c>, <c>saved number ticks</c> and
/// <c>continues number ticks</c>, and <c>end outcome ticks digest</c>; an attempt that was killed has no end.
/// </summary>
internal sealed class AttemptLog
{
    public const string FolderVariable = "CHAOS_ATTEMPTS";

    private readonly string _path;

    private AttemptLog(string path, string attemptId)
    {
        _path = path;
        AttemptId = attemptId;
    }

    public string AttemptId { get; }

    /// <param name="index">The number of the job's client.</param>
    /// <param name="job">The job.</param>
    /// <param name="found">How many steps were done when it began.</param>
    public static AttemptLog Start(int index, JobContext job, int found = 0)
    {
        string folder = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException($"{FolderVariable} is not set.");
        string attemptId = Guid.NewGuid().ToString("N");
        AttemptLog log = new(Path.Combine(folder, $"{job.Id}.{job.Attempt}.{job.Continuation}.{attemptId}"), attemptId);
        log.Append($"start {index} {Stopwatch.GetTimestamp()} {found} {job.JobName}");
        return log;
    }

    /// <summary>A step is done.</summary>
    public void Step(int number) => Append($"step {number} {Stopwatch.GetTimestamp()}");

    /// <summary>The step is known to be saved.</summary>
    public void Saved(int number) => Append($"saved {number} {Stopwatch.GetTimestamp()}");

    /// <summary>The job asks to go on in another invocation.</summary>
    public void Continues(int number) => Append($"continues {number} {Stopwatch.GetTimestamp()}");

    public void End(string outcome, string text = "") => Append($"end {outcome} {Stopwatch.GetTimestamp()} {Digest(text)}");

    public static string Digest(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private void Append(string line) => File.AppendAllText(_path, line + "\n");
}
