namespace Acme.Summaries;

/// <summary>Summarizes.</summary>
public sealed class Summarizer(HttpFetcher fetcher)
{
    [AsyncJob("POST /summaries/{name}", TimeoutSeconds = 300, MemorySize = 1024, MaxAttempts = 1, ReserveMilliseconds = 2000, RetentionHours = 48)]
    public async Task<Summary> Summarize(string name, SummaryRequest request, JobContext job, [FromQuery] string delimiter = ",")
    {
        await job.ReportProgressAsync(0.5);
        return new Summary(name + delimiter + request.Csv + fetcher.GetHashCode());
    }
}

public sealed class HttpFetcher;

public sealed record SummaryRequest(string Csv);

public sealed record Summary(string Text);

internal static class Startup
{
    [JobServices]
    internal static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
}
