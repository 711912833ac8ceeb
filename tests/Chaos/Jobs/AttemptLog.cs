using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace AsyncJobs.Chaos.Jobs;

/// <summary>
/// What an attempt says of itself: a file of its own, written by the job's method alone and never through the store. Lines are
/// <c>start index ticks</c> and <c>end outcome ticks digest</c>; an attempt that was killed has no end.
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

    public static AttemptLog Start(int index, JobContext job)
    {
        string folder = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException($"{FolderVariable} is not set.");
        string attemptId = Guid.NewGuid().ToString("N");
        AttemptLog log = new(Path.Combine(folder, $"{job.Id}.{job.Attempt}.{attemptId}"), attemptId);
        log.Append($"start {index} {Stopwatch.GetTimestamp()}");
        return log;
    }

    public void End(string outcome, string text = "") => Append($"end {outcome} {Stopwatch.GetTimestamp()} {Digest(text)}");

    public static string Digest(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private void Append(string line) => File.AppendAllText(_path, line + "\n");
}
