using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Jobs;

/// <summary>Dispatchers made of a client that the services have.</summary>
public sealed class ServicesDispatcherTests
{
    private static readonly Func<string, string?> s_environment = name => name switch
    {
        "ASYNCJOBS_TABLE" => "jobs",
        "ASYNCJOBS_WORKERS" => "reports=worker-1",
        "AWS_REGION" => "eu-west-1",
        _ => null,
    };

    [Fact]
    public void It_is_asked_for_once_when_it_is_needed_and_knows_the_workers()
    {
        TestDispatcher made = new();
        List<string> workers = [];
        JobPlatform platform = JobEnvironment.CreatePlatform(s_environment, workerOf =>
        {
            workers.Add(workerOf("reports"));
            Assert.Throws<JobDispatchException>(() => workerOf("unknown"));
            return made;
        });

        Assert.Empty(workers);
        Assert.Same(made, platform.Dispatcher);
        Assert.Same(made, platform.Dispatcher);
        Assert.Equal(["worker-1"], workers);
    }
}
