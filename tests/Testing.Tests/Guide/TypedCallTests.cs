using AsyncJobs.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Testing.Tests.Guide;

/// <summary>The code of the section about typed calls of docs/guides/client.md.</summary>
public sealed class TypedCallTests
{
    [Fact]
    public async Task A_job_is_called_by_methods_of_its_own()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        Figures figures = new(static (year, _) => Task.FromResult(year * 1_000m));
        await using JobTestHost host = JobTestHost.Create(AppJobs.Create(services => services.AddSingleton<IFigures>(figures)));
        AsyncJobClient client = new(host.HttpClient, new AsyncJobClientOptions { TimeProvider = host.Time });

        AsyncJob<Report> job = await ReportsBuildJob.StartAsync(client, 2026, cancellationToken: stop);
        Report report = await job.WaitAsync(stop);
        string saved = job.Url.AbsoluteUri;

        AsyncJob<Report> resumed = ReportsBuildJob.Resume(client, new Uri(saved));
        AsyncJobSnapshot<Report> seen = await resumed.GetAsync(stop);

        Assert.Equal(new Report(2026, 2_026_000m), report);
        Assert.Equal(report, seen.Result);
    }
}
