using System.Text.Json;
using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Running;

/// <summary>Where the object that a job method is called on comes from, and when it goes.</summary>
public sealed class ServicesTests
{
    private const string Services = """
        using Microsoft.Extensions.DependencyInjection;

        public static class Trace
        {
            public static readonly List<string> Lines = [];
        }

        public interface IClock { string Now { get; } }

        public interface IMissing;

        public sealed class Clock : IClock, IDisposable
        {
            public string Now => "noon";
            public void Dispose() => Trace.Lines.Add("clock disposed");
        }

        public sealed class Scoped : IAsyncDisposable
        {
            public async ValueTask DisposeAsync() { await Task.Yield(); Trace.Lines.Add("scoped disposed"); }
        }

        public static class Startup
        {
            [JobServices]
            public static void Configure(IServiceCollection services)
            {
                Trace.Lines.Add("configured");
                services.AddSingleton<IClock, Clock>();
                services.AddScoped<Scoped>();
            }
        }
        """;

    [Fact]
    public async Task Constructor_and_parameters_get_services_of_one_scope()
    {
        using CompiledApp app = CompiledApp.Start(
            Services,
            """
            public sealed class Job(IClock clock, Scoped scoped, IServiceProvider provider, JobContext context, CancellationToken token, IMissing? missing = null) : IAsyncDisposable
            {
                [AsyncJob("POST /services")]
                public async Task<string> Run(IClock same, [FromServices] Scoped sameScope, JobContext job, IMissing? none = null)
                {
                    await Task.Yield();
                    Trace.Lines.Add("ran");
                    return string.Join(' ', clock.Now, ReferenceEquals(clock, same), ReferenceEquals(scoped, sameScope), ReferenceEquals(provider.GetService(typeof(Scoped)), scoped),
                        ReferenceEquals(context, job), token == job.CancellationToken, missing is null && none is null);
                }

                public async ValueTask DisposeAsync() { await Task.Yield(); Trace.Lines.Add("job disposed"); }
            }

            public static class Script
            {
                public static async Task<string> RunAsync(Func<Task> work)
                {
                    string first = (await JobRunJob.StartAsync()).Id;
                    string before = string.Join(',', Trace.Lines);
                    await work();
                    string second = (await JobRunJob.StartAsync()).Id;
                    await work();
                    return $"[{before}] {(await JobRunJob.GetAsync(second))!.Result}; {string.Join(',', Trace.Lines)}";
                }
            }
            """);

        Assert.Equal(
            "[] noon True True True True True True; configured,ran,job disposed,scoped disposed,ran,job disposed,scoped disposed",
            await app.ScriptAsync());
    }

    [Fact]
    public async Task The_object_is_disposed_when_the_method_throws()
    {
        using CompiledApp app = CompiledApp.Start(
            """
            public sealed class Job : IDisposable
            {
                public static string Said = "";

                [AsyncJob("POST /throws", MaxAttempts = 1)]
                public async Task Run(JobContext job)
                {
                    await Task.Yield();
                    throw new JobException(12345, "No.") { Retry = false };
                }

                public void Dispose() => Said += "disposed";
            }

            public static class Script
            {
                public static async Task<string> RunAsync(Func<Task> work)
                {
                    string id = (await JobRunJob.StartAsync()).Id;
                    await work();
                    var done = await JobRunJob.GetAsync(id);
                    return $"{Job.Said} {done!.Status} {done.Error!.ErrorCode}";
                }
            }
            """);

        Assert.Equal("disposed Failed 12345", await app.ScriptAsync());
    }

    [Fact]
    public async Task Without_need_of_services_no_container_is_built()
    {
        using CompiledApp app = CompiledApp.Start(
            Services,
            """
            public sealed class Job
            {
                [AsyncJob("POST /lean")]
                public string Run(JobContext job) => string.Join(',', Trace.Lines);
            }
            """);

        JsonElement done = await app.RunAsync("JobRunJob", "POST", "/lean");

        Assert.Equal("", done.GetProperty("result").GetString());
    }

    [Fact]
    public async Task The_marked_constructor_is_called()
    {
        using CompiledApp app = CompiledApp.Start(
            Services,
            """
            using Microsoft.Extensions.DependencyInjection;

            public sealed class Job
            {
                private readonly string _by;

                public Job() => _by = "nothing";

                [ActivatorUtilitiesConstructor]
                public Job(IClock clock) => _by = clock.Now;

                [AsyncJob("POST /marked")]
                public string Run(JobContext job) => _by;
            }
            """);

        Assert.Equal("noon", (await app.RunAsync("JobRunJob", "POST", "/marked")).GetProperty("result").GetString());
    }
}
