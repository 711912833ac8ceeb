namespace AsyncJobs.EndToEnd.App;

/// <summary>A job whose attempts may take as long as Lambda Managed Instances allow.</summary>
public static class LongJobs
{
    /// <summary>The seconds that it has.</summary>
    [AsyncJob("POST /long", TimeoutSeconds = 5400, MemorySize = 2048)]
    public static int Run(JobContext job) => (int)Math.Ceiling(job.Budget.Remaining.TotalSeconds);
}
