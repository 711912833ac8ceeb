using AsyncJobs.Parameters;

namespace AsyncJobs.Testing.Tests.Jobs;

/// <summary>A job that takes more than an invocation: a page in each.</summary>
public static class Imports
{
    [AsyncJob("POST /imports", State = typeof(Cursor), TimeoutSeconds = 60, TotalTimeoutSeconds = 3600)]
    public static async Task<int> Run(int pages, JobContext job)
    {
        Cursor cursor = job.State<Cursor>() ?? new Cursor(0);
        await job.ReportProgressAsync((double)cursor.Page / pages, $"page {cursor.Page}");
        if (cursor.Page < pages)
            await job.ContinueAsync(cursor with { Page = cursor.Page + 1 });
        return cursor.Page;
    }

    /// <summary>Saves how far it is after each page, and breaks off where the importer does.</summary>
    [AsyncJob("POST /saved-imports", State = typeof(Cursor), TimeoutSeconds = 60)]
    public static async Task<int> RunAtOnce(int pages, [FromServices] Importer importer, JobContext job)
    {
        Cursor cursor = job.State<Cursor>() ?? new Cursor(0);
        while (cursor.Page < pages)
        {
            importer.Import(cursor.Page);
            cursor = cursor with { Page = cursor.Page + 1 };
            await job.SaveStateAsync(cursor);
        }

        return cursor.Page;
    }

    /// <summary>Never gets to the end, a minute at a time.</summary>
    [AsyncJob("POST /slow-imports", State = typeof(Cursor), TimeoutSeconds = 120, TotalTimeoutSeconds = 3600)]
    public static async Task RunSlowly([FromServices] TimeProvider time, JobContext job)
    {
        await Task.Delay(TimeSpan.FromMinutes(1), time, job.CancellationToken);
        await job.ContinueAsync(new Cursor(1));
    }
}
