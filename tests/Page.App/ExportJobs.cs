using AsyncJobs.Parameters;
using Microsoft.Extensions.Logging;

namespace AsyncJobs.Page.App;

/// <summary>Jobs that go on when they are told to.</summary>
public sealed class ExportJobs(ILogger<ExportJobs> logger)
{
    private const int Files = 4;

    /// <summary>Writes files, one each time that its gate is opened.</summary>
    [AsyncJob("POST /exports/{name}", TimeoutSeconds = 600, MaxAttempts = 1)]
    public async Task<string> Export(string name, JobContext job)
    {
        for (int file = 1; file <= Files; file++)
        {
            await Gates.PassAsync(name, job.CancellationToken);
            logger.LogInformation("Wrote file {File}", file);
            await job.ReportProgressAsync((double)file / Files, $"{file} of {Files} files");
        }

        return $"{Files} files of {name}";
    }

    /// <summary>Opens a gate.</summary>
    [AsyncJob("POST /gates/{name}")]
    public static void Open(string name, JobContext job)
    {
        _ = job.Id;
        Gates.Open(name);
    }

    /// <summary>Fails with what it is given.</summary>
    [AsyncJob("POST /failures", MaxAttempts = 2)]
    public static void Fail([FromBody] string message, JobContext job) =>
        throw new JobException(12345, job.Attempt == 1 ? "not yet" : message);
}
