using System.Net;
using Amazon.DynamoDBv2;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Testing.Tests.Jobs;
using AsyncJobs.Tests;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Testing.Tests;

/// <summary>What a deployment lets its callers do holds in a host, in memory and in a DynamoDB.</summary>
public sealed class CallerTests(DynamoDbLocal dynamoDb)
{
    private static readonly Uri s_scripts = new("/scripts", UriKind.Relative);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Callers_remove_their_jobs_where_the_environment_lets_them(bool isInDynamoDb)
    {
        using IAmazonDynamoDB client = dynamoDb.CreateClient();
        await using JobTestHost host = Host(isInDynamoDb ? client : null, ("ASYNCJOBS_PURGE", "true"));
        using HttpClient alice = host.CreateClient("alice");
        using HttpClient bob = host.CreateClient("bob");
        Uri[] jobs = [await StartAsync(alice, null), await StartAsync(alice, "key")];
        foreach (Uri job in jobs)
        {
            await host.RunToEndAsync(IdOf(job), Cancelled);
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NoContent), (await PurgeAsync(bob, job), await PurgeAsync(alice, job)));
            Assert.Null(await host.FindAsync(IdOf(job), Cancelled));
        }

        Assert.Empty(await host.ListAsync(Cancelled));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Callers_run_their_jobs_again(bool isInDynamoDb)
    {
        using IAmazonDynamoDB client = dynamoDb.CreateClient();
        await using JobTestHost host = Host(isInDynamoDb ? client : null);
        using HttpClient alice = host.CreateClient("alice");
        using HttpClient bob = host.CreateClient("bob");
        using HttpResponseMessage started = await alice.PostAsync(new Uri("/copies/7", UriKind.Relative), null, Cancelled);
        Uri retry = new(started.Headers.Location! + "/retry", UriKind.RelativeOrAbsolute);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        string id = IdOf(started.Headers.Location!);
        await host.RunToEndAsync(id, Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, await RetryAsync(bob, retry));
        using HttpResponseMessage again = await alice.PostAsync(retry, null, Cancelled);
        JobRecord job = await host.RunToEndAsync(IdOf(again.Headers.Location!), Cancelled);

        Assert.Equal((JobStatus.Succeeded, id, "7"), (job.Status, job.RetryOf, System.Text.Encoding.UTF8.GetString(job.Result.Span)));
        Assert.Equal(HttpStatusCode.Accepted, await RetryAsync(alice, retry));
        Assert.Equal(2, (await host.ListAsync(Cancelled)).Count);

        static async Task<HttpStatusCode> RetryAsync(HttpClient caller, Uri retry)
        {
            using HttpResponseMessage reply = await caller.PostAsync(retry, null, Cancelled);
            return reply.StatusCode;
        }
    }

    [Fact]
    public async Task Nobody_removes_a_job_where_the_environment_says_nothing()
    {
        await using JobTestHost host = Host(null);
        Uri job = await StartAsync(host.HttpClient, null);
        await host.RunToEndAsync(IdOf(job), Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, await PurgeAsync(host.HttpClient, job));
        Assert.NotNull(await host.FindAsync(IdOf(job), Cancelled));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_owner_starts_what_the_limits_leave_them(bool isInDynamoDb)
    {
        using IAmazonDynamoDB client = dynamoDb.CreateClient();
        await using JobTestHost host = Host(isInDynamoDb ? client : null, ("ASYNCJOBS_MAX_UNFINISHED_PER_OWNER", "1"));
        using HttpClient alice = host.CreateClient("alice");
        using HttpClient bob = host.CreateClient("bob");

        Uri first = await StartAsync(alice, null);
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.Accepted), (await TryStartAsync(alice), await TryStartAsync(bob)));
        await host.RunToEndAsync(IdOf(first), Cancelled);

        Assert.Equal(HttpStatusCode.Accepted, await TryStartAsync(alice));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_owner_holds_as_many_streams_as_the_limit_leaves_them(bool isInDynamoDb)
    {
        using IAmazonDynamoDB client = dynamoDb.CreateClient();
        await using JobTestHost host = Host(
            isInDynamoDb ? client : null, ("ASYNCJOBS_STREAMING", "true"), ("ASYNCJOBS_MAX_STREAMS_PER_OWNER", "1"));
        using HttpClient alice = host.CreateClient("alice");
        using HttpClient bob = host.CreateClient("bob");
        Uri first = await StartAsync(alice, null);
        Uri second = await StartAsync(alice, null);
        Uri bobs = await StartAsync(bob, null);

        using HttpResponseMessage stream = await StreamAsync(alice, first);
        using HttpResponseMessage refused = await StreamAsync(alice, second);
        using HttpResponseMessage other = await StreamAsync(bob, bobs);
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (stream.StatusCode, refused.StatusCode, other.StatusCode));

        Assert.Contains("event: result", await stream.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        using HttpResponseMessage next = await StreamAsync(alice, second);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    private static async Task<HttpResponseMessage> StreamAsync(HttpClient caller, Uri job)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, job);
        request.Headers.Accept.ParseAdd("text/event-stream");
        return await caller.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
    }

    private static async Task<Uri> StartAsync(HttpClient caller, string? key)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, s_scripts);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using HttpResponseMessage reply = await caller.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.Accepted, reply.StatusCode);
        return reply.Headers.Location!;
    }

    private static async Task<HttpStatusCode> TryStartAsync(HttpClient caller)
    {
        using HttpResponseMessage reply = await caller.PostAsync(s_scripts, null, Cancelled);
        return reply.StatusCode;
    }

    private static async Task<HttpStatusCode> PurgeAsync(HttpClient caller, Uri job)
    {
        using HttpResponseMessage reply = await caller.DeleteAsync(new Uri(job + "?purge", UriKind.Relative), Cancelled);
        return reply.StatusCode;
    }

    private static string IdOf(Uri job) => job.ToString().Split('/')[^1];

    private static JobTestHost Host(IAmazonDynamoDB? client, params (string Name, string Value)[] variables)
    {
        Script script = static async (job, time) =>
        {
            await Task.Delay(TimeSpan.FromMinutes(1), time, job.CancellationToken);
            return "done";
        };
        JobApp app = AppJobs.Create(services => services.AddSingleton(script), variables.ToDictionary(static variable => variable.Name, static variable => variable.Value));
        return JobTestHost.Create(app, options =>
        {
            if (client is not null)
                options.UseDynamoDb(client);
        });
    }
}
