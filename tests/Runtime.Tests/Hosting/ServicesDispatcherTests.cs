using AsyncJobs.Aws;
using AsyncJobs.Dispatch;
using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Hosting;

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
        JobPlatform platform = JobEnvironment.CreatePlatform(s_environment, SdkClients.Instance, workerOf =>
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

    [Fact]
    public void It_is_made_of_what_the_services_have()
    {
        TestDispatcher client = new();
        JobApp app = new(
            [new PlainJob()],
            services => services.AddSingleton(client),
            (services, workerOf) => workerOf("reports") == "worker-1" ? services.GetService<TestDispatcher>() : null);

        Assert.Same(client, app.CreateDispatcher(static _ => "worker-1"));
        Assert.Null(app.CreateDispatcher(static _ => "another"));
    }

    [Fact]
    public void Without_services_there_is_nothing_to_make_it_of() =>
        Assert.Null(new JobApp([new PlainJob()], null, static (_, _) => throw new InvalidOperationException()).CreateDispatcher(static job => job));
}
