using System.Buffers;
using AsyncJobs.Binding;
using AsyncJobs.Dispatch;
using AsyncJobs.Generator.Tests.Harness;
using AsyncJobs.Jobs;
using AsyncJobs.Storage;
using AsyncJobs.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Generator.Tests.Running;

/// <summary>Several applications of the same jobs in one process.</summary>
public sealed class ApplicationsTests
{
    private const string Source =
        """
        using Microsoft.Extensions.DependencyInjection;

        public static class Jobs
        {
            [AsyncJob("POST /outer", Starts = ["inner", "outer"])]
            public static async Task<string> Outer(IServiceProvider services, JobContext job)
            {
                await Task.Yield();
                string id = (await JobsInnerJob.StartAsync(job.Id)).Id;
                return $"{id} {await JobsOuterJob.GetAsync(job.Id) is not null} {services.GetRequiredService<string>()}";
            }

            [AsyncJob("POST /inner")]
            public static string Inner(string caller, JobContext job) => caller;

            [JobServices]
            public static void Configure(IServiceCollection services) => services.AddSingleton("own");
        }

        public static class Script
        {
            public static async Task<string> RunAsync(Func<Task> work) => (await JobsInnerJob.StartAsync("script")).Id;
        }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_sees_its_own_jobs_alone_also_those_that_its_jobs_start()
    {
        using CompiledApp compiled = CompiledApp.Start(Source);
        JobTestHost[] hosts = [.. Enumerable.Range(0, 4).Select(_ => compiled.CreateHost())];
        (JobApp App, Func<string, Task> RunToEnd)[] apps =
        [
            (compiled.App, _ => compiled.Worker.RunAllAsync()),
            .. hosts.Select(static host => (host.App, (Func<string, Task>)(id => host.RunToEndAsync(id, Token)))),
        ];
        JobDefinition<string> outer = compiled.Definition<string>("JobsOuterJob");
        JobDefinition<string> inner = compiled.Definition<string>("JobsInnerJob");

        (string Outer, string Inner)[][] ids = await Task.WhenAll(apps.Select(app => Task.Run(
            async () =>
            {
                List<(string Outer, string Inner)> started = [];
                for (int i = 0; i < 20; i++)
                {
                    string id = (await app.App.StartAsync(outer, new ArgumentWriter(), null, Token)).Id;
                    await app.RunToEnd(id);
                    string[] result = (await app.App.GetAsync(outer, id, Token))!.Result!.Split(' ');
                    Assert.Equal("True", result[1]);
                    await app.RunToEnd(result[0]);
                    started.Add((id, result[0]));
                }

                return started.ToArray();
            },
            Token)));

        for (int i = 0; i < apps.Length; i++)
        {
            for (int k = 0; k < apps.Length; k++)
            {
                foreach ((string outerId, string innerId) in ids[k])
                {
                    Assert.Equal(i == k, await apps[i].App.GetAsync(outer, outerId, Token) is not null);
                    Assert.Equal(i == k ? outerId : null, (await apps[i].App.GetAsync(inner, innerId, Token))?.Result);
                }
            }
        }

        foreach (JobTestHost host in hosts)
            await host.DisposeAsync();
    }

    [Fact]
    public async Task Outside_of_an_invocation_jobs_are_started_in_the_application_of_the_functions()
    {
        using CompiledApp compiled = CompiledApp.Start(Source);
        await using JobTestHost host = compiled.CreateHost();
        JobDefinition<string> inner = compiled.Definition<string>("JobsInnerJob");

        await RunAsync(host, inner);
        string id = await compiled.ScriptAsync();

        Assert.Same(compiled.App, compiled.Current);
        Assert.NotNull(await compiled.App.GetAsync(inner, id, Token));
        Assert.Null(await host.App.GetAsync(inner, id, Token));
    }

    [Fact]
    public async Task A_test_enters_its_application()
    {
        using CompiledApp compiled = CompiledApp.Start(Source);
        await using JobTestHost host = compiled.CreateHost();
        await using JobTestHost otherHost = compiled.CreateHost();
        (JobApp app, JobApp other) = (host.App, otherHost.App);
        JobDefinition<string> inner = compiled.Definition<string>("JobsInnerJob");

        string id;
        using (app.Enter())
        {
            using (other.Enter())
                Assert.Same(other, compiled.Current);
            Assert.Same(app, compiled.Current);
            using (compiled.App.Enter())
                Assert.Same(compiled.App, compiled.Current);
            id = await compiled.ScriptAsync();
        }

        Assert.Same(compiled.App, compiled.Current);
        Assert.NotNull(await app.GetAsync(inner, id, Token));
        Assert.Null(await compiled.App.GetAsync(inner, id, Token));
        Assert.Null(await other.GetAsync(inner, id, Token));
    }

    [Fact]
    public void Jobs_of_another_assembly_are_started_in_its_own_application()
    {
        using CompiledApp one = CompiledApp.Start(Source);
        using CompiledApp two = CompiledApp.Start(Source);
        JobApp app = one.App.Create();
        JobApp other = two.App.Create();

        using (app.Enter())
        {
            Assert.Same(two.App, two.Current);
            using (other.Enter())
                Assert.Equal((app, other), (one.Current, two.Current));
            Assert.Equal((app, two.App), (one.Current, two.Current));
        }
    }

    [Fact]
    public async Task An_attempt_that_runs_within_one_of_another_application_reaches_its_own()
    {
        using CompiledApp compiled = CompiledApp.Start(Source);
        JobDefinition<string> outer = compiled.Definition<string>("JobsOuterJob");
        JobDefinition<string> inner = compiled.Definition<string>("JobsInnerJob");
        JobApp app = compiled.App.Create();
        QueuedWorker worker = new(app);
        app.Use(new JobPlatform(new InMemoryJobStore(), worker) { Log = compiled.Log });

        // Whatever the jobs of this one send is worked on at once, but by way of an attempt of the other application.
        JobApp detour = compiled.App.Create();
        Detour dispatcher = new(async () =>
        {
            string id = (await app.StartAsync(outer, new ArgumentWriter(), null, Token)).Id;
            await worker.RunAllAsync();
            Assert.NotNull(await app.GetAsync(inner, (await app.GetAsync(outer, id, Token))!.Result!.Split(' ')[0], Token));
        });
        detour.Use(new JobPlatform(new InMemoryJobStore(), dispatcher) { Log = compiled.Log });

        string outside = (await detour.StartAsync(outer, new ArgumentWriter(), null, Token)).Id;
        await detour.WorkAsync(outer, dispatcher.Events[0], new Invocation { RequestId = "work" }, new ArrayBufferWriter<byte>());

        string started = (await detour.GetAsync(outer, outside, Token))!.Result!.Split(' ')[0];
        Assert.NotNull(await detour.GetAsync(inner, started, Token));
        Assert.Null(await app.GetAsync(inner, started, Token));
        Assert.Equal(2, dispatcher.Events.Count);
    }

    [Fact]
    public async Task A_request_that_it_answers_is_an_invocation_too()
    {
        using CompiledApp compiled = CompiledApp.Start(Source);
        JobApp app = compiled.App.Create();
        JobApp? during = null;
        Detour dispatcher = new(() =>
        {
            during = compiled.Current;
            return Task.CompletedTask;
        });
        app.Use(new JobPlatform(new InMemoryJobStore(), dispatcher) { Log = compiled.Log });

        TestReply reply = await compiled.HttpAsync(app, "POST", "/outer");

        Assert.Equal(202, reply.StatusCode);
        Assert.Same(app, during);
        Assert.Same(compiled.App, compiled.Current);
    }

    [Fact]
    public async Task A_message_that_it_settles_is_an_invocation_too()
    {
        using CompiledApp compiled = CompiledApp.Start(Source);
        JobApp app = compiled.App.Create();
        JobApp? during = null;
        app.Use(new JobPlatform(
            () =>
            {
                during = compiled.Current;
                return new InMemoryJobStore();
            },
            () => new Detour(() => Task.CompletedTask))
        { Log = compiled.Log });
        byte[] message =
            """
            {"Records":[{"messageId":"m","receiptHandle":"r","eventSource":"aws:sqs",
            "body":"{\"asyncJobsDelayed\":1,\"kind\":\"look\",\"id\":\"00000000000000000000000000\",\"job\":\"inner\",\"at\":0}"}]}
            """u8.ToArray();

        await app.SettleAsync(message, new Invocation { RequestId = "settle" }, new ArrayBufferWriter<byte>());

        Assert.Same(app, during);
        Assert.Same(compiled.App, compiled.Current);
    }

    [Fact]
    public async Task Services_are_its_own_and_may_be_replaced()
    {
        using CompiledApp compiled = CompiledApp.Start(Source);
        await using JobTestHost host = compiled.CreateHost(services => services.AddSingleton("another"));
        JobDefinition<string> outer = compiled.Definition<string>("JobsOuterJob");

        JobSnapshot<string> another = await RunAsync(host, outer);
        string ownId = (await compiled.App.StartAsync(outer, new ArgumentWriter(), null, Token)).Id;
        await compiled.Worker.RunAllAsync();

        Assert.EndsWith(" another", another.Result, StringComparison.Ordinal);
        Assert.EndsWith(" own", (await compiled.App.GetAsync(outer, ownId, Token))!.Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_services_end_with_it()
    {
        using CompiledApp compiled = CompiledApp.Start(Source);
        Ending ending = new();
        JobTestHost host = compiled.CreateHost(
            services => services.AddSingleton(_ => ending).AddSingleton(provider => provider.GetRequiredService<Ending>().Text));
        await RunAsync(host, compiled.Definition<string>("JobsOuterJob"));
        Assert.False(ending.IsDisposed);

        await host.DisposeAsync();

        Assert.True(ending.IsDisposed);
    }

    private static async Task<JobSnapshot<string>> RunAsync(JobTestHost host, JobDefinition<string> job) =>
        await host.RunToEndAsync(await host.App.StartAsync(job, new ArgumentWriter(), null, Token), Token);

    private sealed class Detour(Func<Task> onSend) : IJobDispatcher
    {
        public List<byte[]> Events { get; } = [];

        public async ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
        {
            Events.Add(payload.ToArray());
            await onSend();
        }
    }

    private sealed class Ending : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public string Text => "ending";

        public void Dispose() => IsDisposed = true;
    }
}
