using Sample.LinkChecks;

namespace AsyncJobs.Client.Tests.Mocks;

/// <summary>Code that calls a job, as users write it.</summary>
public sealed class LinkPage(AsyncJobClient client)
{
    public async Task<string> DescribeAsync(string link, CancellationToken stop)
    {
        AsyncJob<LinkReport> job = await client.StartAsync(
            "link-checks",
            new LinkCheckRequest([link]),
            LinkCheckJson.Default.LinkCheckRequest,
            LinkCheckJson.Default.LinkReport,
            cancellationToken: stop);
        try
        {
            LinkReport report = await job.WaitAsync(stop);
            return report.Broken.Count == 0 ? "It works." : report.Broken[0].Reason;
        }
        catch (AsyncJobFailedException failure)
        {
            return $"It could not be checked: {failure.Error?.Message}";
        }
    }
}
