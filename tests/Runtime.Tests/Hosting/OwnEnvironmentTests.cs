using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncJobs.Buffers;
using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Logging;
using AsyncJobs.Runtime.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Hosting;

/// <summary>An application beside the one of the functions may have environment variables of its own.</summary>
public sealed class OwnEnvironmentTests
{
    private readonly JobApp _hosted = new([]);

    [Fact]
    public void Two_have_the_platforms_that_their_environments_say()
    {
        JobApp one = _hosted.Create(environment: new Dictionary<string, string> { ["ASYNCJOBS_TABLE"] = "one", ["ASYNCJOBS_OWNER"] = "client_id" });
        JobApp two = _hosted.Create(environment: new Dictionary<string, string> { ["ASYNCJOBS_TABLE"] = "two", ["ASYNCJOBS_PUBLIC_URL"] = "https://two.example" });

        Assert.Equal(("client_id", null), (one.Platform.Owner, one.Platform.PublicBaseUrl));
        Assert.Equal((null, new Uri("https://two.example")), (two.Platform.Owner, two.Platform.PublicBaseUrl));
        Assert.Equal("client_id", one.Create().Platform.Owner);
    }

    [Fact]
    public void Its_clients_are_set_up_from_it()
    {
        Dictionary<string, string> environment = new()
        {
            ["ASYNCJOBS_TABLE"] = "one",
            ["ASYNCJOBS_WORKERS"] = "report=worker",
            ["AWS_REGION"] = "eu-north-1",
            ["AWS_ENDPOINT_URL_LAMBDA"] = "no URL",
            ["AWS_ENDPOINT_URL_DYNAMODB"] = "no URL either",
        };

        JobPlatform platform = _hosted.Create(environment: environment).Platform;

        Assert.Contains("no URL", Assert.ThrowsAny<Exception>(() => platform.Dispatcher).ToString(), StringComparison.Ordinal);
        Assert.Contains("no URL either", Assert.ThrowsAny<Exception>(() => platform.Store).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_is_not_among_them_is_not_set()
    {
        JobApp app = _hosted.Create(environment: new Dictionary<string, string> { ["PATH"] = "/" });

        Assert.Contains("ASYNCJOBS_TABLE", Assert.Throws<InvalidOperationException>(() => app.Platform).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 403)]
    [InlineData("none", 202)]
    public async Task A_platform_that_does_not_say_who_owns_a_job_leaves_it_to_the_deployment(string? said, int status)
    {
        Bed bed = new();
        JobApp app = new JobApp([bed.Report]).Create(environment: new Dictionary<string, string> { ["ASYNCJOBS_OWNER"] = "client_id" });
        app.Use(new JobPlatform(bed.Store, bed.Dispatcher) { Time = bed.Clock, Log = bed.Log, Owner = said });
        using PooledBuffer reply = new();

        await app.AcceptAsync(bed.Report, SampleEvent.Read(
            SampleEvent.HttpApi,
            root => root["requestContext"]!["authorizer"] = JsonNode.Parse("""{"jwt":{"claims":{"sub":"anna","iss":"https://login.example"}}}""")), bed.Invocation(), reply);

        Assert.Equal(status, JsonDocument.Parse(reply.WrittenMemory).RootElement.GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public void What_is_used_comes_first()
    {
        JobApp app = _hosted.Create(environment: new Dictionary<string, string> { ["ASYNCJOBS_TABLE"] = "one" });
        JobPlatform platform = new(() => throw new NotSupportedException(), () => throw new NotSupportedException());
        app.Use(platform);

        Assert.Same(platform, app.Platform);
    }

    [Fact]
    public void Services_that_depend_on_the_environment_are_told_of_it()
    {
        Dictionary<string, string> environment = new() { ["COLOUR"] = "green" };

        Assert.Equal("green", Read(new JobServices(static _ => { }, static () => JobLog.None, environment: environment.GetValueOrDefault))?.Invoke("COLOUR"));
        Assert.Null(Read(new JobServices(static _ => { }, static () => JobLog.None)));
    }

    private static Func<string, string?>? Read(JobServices services) => services.Provider!.GetKeyedService<Func<string, string?>>("AsyncJobs.Environment");
}
