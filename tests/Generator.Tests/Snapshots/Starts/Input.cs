namespace Acme;

public static class Imports
{
    [AsyncJob("POST /imports", Starts = ["import-rows", "imports"])]
    public static async Task Run(string[] row, JobContext job) =>
        await ImportsRunRowJob.StartAsync(row[0], cancellationToken: job.CancellationToken);

    [AsyncJob("POST /import-rows")]
    public static void RunRow(string row, JobContext job) { }
}
