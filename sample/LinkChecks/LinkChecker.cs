using AsyncJobs;

namespace Sample.LinkChecks;

/// <summary>Finds the links that do not work.</summary>
/// <param name="http">The client that fetches them.</param>
public sealed class LinkChecker(HttpClient http)
{
    private const int AtATime = 8;
    private const int MostLinks = 1000;

    /// <summary>What is kept of the budget to put the report together.</summary>
    private static readonly TimeSpan s_reportTime = TimeSpan.FromSeconds(1);

    /// <summary>Checks every link; when the time runs short, answers with what it has.</summary>
    /// <param name="request">The links.</param>
    /// <param name="job">The job.</param>
    /// <param name="withinSeconds">For a caller who wants the report sooner than the job's timeout.</param>
    [AsyncJob("POST /link-checks", TimeoutSeconds = 300, ReserveMilliseconds = 2000)]
    public async Task<LinkReport> Check(LinkCheckRequest request, JobContext job, int? withinSeconds = null)
    {
        string[] links = [.. request.Urls.Select(url => url ?? "").Distinct(StringComparer.Ordinal)];
        if (links.Length > MostLinks)
            throw new JobException(10001, $"At most {MostLinks} links a job.") { Retry = false };
        if (withinSeconds is < 1 or > 900)
            throw new JobException(10002, "withinSeconds must be 1 to 900.") { Retry = false };

        using LinkCheckTime time = new(job, withinSeconds, s_reportTime);
        LinkProbe probe = new(http);
        string?[] reasons = new string?[links.Length];
        Lock counting = new();
        int started = 0;
        int done = 0;

        try
        {
            ParallelOptions parallel = new() { MaxDegreeOfParallelism = AtATime, CancellationToken = time.Stop };
            await Parallel.ForAsync(0, links.Length, parallel, async (i, stop) =>
            {
                int left = links.Length - Interlocked.Increment(ref started) + 1;
                reasons[i] = await probe.FindFaultAsync(links[i], time.ShareOf(left, AtATime), stop);
                ValueTask reported;

                // Counted and reported as one step: of two links that end together, the smaller number could otherwise be reported last.
                lock (counting)
                {
                    done++;
                    reported = job.ReportProgressAsync((double)done / links.Length, $"{done} of {links.Length}");
                }

                await reported;
            });
        }
        catch (OperationCanceledException) when (time.IsUp)
        {
            // The links that were not reached are reported as skipped.
        }

        BrokenLink[] broken = [.. links.Zip(reasons).Where(pair => pair.Second is not null).Select(pair => new BrokenLink(pair.First, pair.Second!))];
        return new LinkReport(done, done - broken.Length, broken, links.Length - done);
    }
}
