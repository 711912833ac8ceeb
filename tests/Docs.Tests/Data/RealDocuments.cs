using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using AsyncJobs.Binding;
using AsyncJobs.Dispatch;
using AsyncJobs.Docs.Tests.Code;
using AsyncJobs.Docs.Tests.Running;
using AsyncJobs.Http;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Storage;
using AsyncJobs.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AsyncJobs.Docs.Tests.Data;

/// <summary>The JSON that the product writes, for what the documentation shows of it.</summary>
internal static class RealDocuments
{
    // With everything that a manifest has only where it applies.
    private const string Library = """
        public static class Jobs
        {
            [AsyncJob("POST /reports", State = typeof(int), Authorizer = "Login", Starts = ["reports"])]
            public static void Run(JobContext job) { }
        }
        """;

    private static Task<IReadOnlyList<JsonElement>>? s_all;

    /// <summary>Makes them, once a run.</summary>
    public static Task<IReadOnlyList<JsonElement>> MakeAsync(Sample sample) => s_all ??= MakeAllAsync(sample);

    private static async Task<IReadOnlyList<JsonElement>> MakeAllAsync(Sample sample)
    {
        JsonElement failed = await sample.RunAsync("/summaries/none?delimiter=ab", """{"csv":"a\n1\n"}""");
        return
        [
            await sample.RunAsync("/summaries/cities", """{"csv":"city\nParis\n"}""", ("x-correlation-id", "order-4711")),
            failed.GetProperty("error"),
            await Sample.ReadAsync(await sample.PostAsync("/summaries/cities", """{"csv":5}""")),
            .. Manifests(),
            await LogLineAsync(),
            Written(new JobLogEntry(JobLogLevel.Information, "")
            {
                Category = "Reports",
                Message = "Reading 2026",
                Job = "reports",
                JobId = "j-1",
                RequestId = "r-1",
                Attempt = 1,
                CorrelationId = "c-1",
                Values = [new("Year", 2026)],
            }),
            Written(new JobLogEntry(JobLogLevel.Error, "job.finished")
            {
                Job = "reports",
                JobId = "j-1",
                RequestId = "r-1",
                Attempt = 3,
                Status = JobStatus.Failed,
                CorrelationId = "c-1",
                TraceId = "t-1",
                Exception = new IOException(),
            }),
            await FileAsync(),
            await ListAsync(),
            .. await OperatorAsync(),
        ];
    }

    private static async Task<JsonElement> FileAsync()
    {
        PrintJob job = new();
        await using JobTestHost host = JobTestHost.Create(new JobApp([job]), options => options.Payloads = new InMemoryPayloadStore());
        CancellationToken token = TestContext.Current.CancellationToken;
        JobSnapshot<JobDownload> started = await host.App.StartAsync(job, new ArgumentWriter(), null, token);
        return JsonSerializer.SerializeToElement((await host.RunToEndAsync(started, token)).Result, JsonSerializerOptions.Web);
    }

    // The command that a function obeys, and what it answers.
    private static async Task<JsonElement[]> OperatorAsync()
    {
        PrintJob job = new() { KeepInput = true };
        await using JobTestHost host = JobTestHost.Create(new JobApp([job]), options => options.Payloads = new InMemoryPayloadStore());
        CancellationToken token = TestContext.Current.CancellationToken;
        JobSnapshot<JobDownload> ended = await host.RunToEndAsync(await host.App.StartAsync(job, new ArgumentWriter(), null, token), token);
        byte[] command = JsonSerializer.SerializeToUtf8Bytes(new { asyncJobsOperator = new { action = "retry", id = ended.Id } });
        ArrayBufferWriter<byte> reply = new();
        await host.App.StatusAsync(command, new Invocation { RequestId = "r-1" }, reply);
        return [JsonElement.Parse(command), JsonElement.Parse(reply.WrittenSpan)];
    }

    // A page that goes on, and on it a job whose worker has vanished after it told how far it was.
    private static async Task<JsonElement> ListAsync()
    {
        PrintJob job = new();
        FakeTimeProvider clock = new();
        InMemoryJobStore store = new();
        await using JobApp app = new([job]);
        app.Use(new JobPlatform(store, new NoWorker()) { Time = clock, AllowsList = true });
        CancellationToken token = TestContext.Current.CancellationToken;
        for (int i = 0; i < 2; i++)
        {
            string id = (await app.StartAsync(job, new ArgumentWriter(), new JobStartOptions { Owner = "principal:anna" }, token)).Id;
            DateTimeOffset now = clock.GetUtcNow();
            await store.ApplyAsync(id, new JobTransition.Claim(new JobLease("t", "r", now.AddMinutes(1), now), 3), now, token);
            await store.ApplyAsync(id, new JobTransition.ReportProgress("t", new JobProgress(0.4, "12 of 30"), 1), now, token);
        }

        clock.Advance(TimeSpan.FromHours(1));
        const string Request = """
            {"version":"2.0","rawPath":"/jobs","rawQueryString":"pageSize=1","headers":{},
             "requestContext":{"stage":"$default","http":{"method":"GET","path":"/jobs"},"authorizer":{"lambda":{"principalId":"anna"}}}}
            """;
        ArrayBufferWriter<byte> reply = new();
        await app.StatusAsync(Encoding.UTF8.GetBytes(Request), new Invocation { RequestId = "r-1", Deadline = clock.GetUtcNow().AddSeconds(30) }, reply);
        return JsonDocument.Parse(JsonDocument.Parse(reply.WrittenMemory).RootElement.GetProperty("body").GetString()!).RootElement;
    }

    private static IEnumerable<JsonElement> Manifests() => new Trial
    {
        Setting = Setting.All.First(static setting => setting.Usings.Contains("Amazon.Lambda.Core") && !setting.Usings.Contains("Amazon.Lambda.Annotations")),
        Sources = [Library],
        Properties = ImmutableDictionary<string, string>.Empty,
    }.Manifests().Select(static text => JsonDocument.Parse(text).RootElement);

    private static JsonElement Written(in JobLogEntry entry)
    {
        using MemoryStream lines = new();
        new JsonJobLog(lines).Write(entry);
        return JsonDocument.Parse(Encoding.UTF8.GetString(lines.ToArray())).RootElement;
    }

    private static async Task<JsonElement> LogLineAsync()
    {
        using MemoryStream lines = new();
        FakeTimeProvider clock = new();
        InvocationScope scope = new()
        {
            RequestId = "r-1",
            JobName = "link-checks",
            JobId = "j-1",
            Attempt = 1,
            CorrelationId = "c-1",
            TraceId = "t-1",
            Log = new JsonJobLog(lines, clock),
        };
        using (InvocationBudget.FromRemaining(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1), clock).Enter())
        using (scope.Enter())
        using (HttpClient client = new(new BudgetHandler("pricing", new HangingHandler())) { Timeout = Timeout.InfiniteTimeSpan })
        {
            Task<string> call = client.GetStringAsync(new Uri("https://pricing.example/quotes/42"), TestContext.Current.CancellationToken);
            clock.Advance(TimeSpan.FromSeconds(10));
            await Assert.ThrowsAsync<BudgetExceededException>(() => call);
        }

        return JsonDocument.Parse(Encoding.UTF8.GetString(lines.ToArray())).RootElement;
    }

    private sealed class PrintJob() : FileJobDefinition<bool>("reports", new JobRoute("POST", "/reports"))
    {
        protected override bool BindInput(ArgumentReader args) => true;

        protected override async ValueTask RunAsync(bool input, JobContext job, JobOutput output) =>
            await output.KeepAsync(new JobFile(new byte[1], "application/pdf", "report.pdf"));
    }

    private sealed class HangingHandler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        }
    }

    private sealed class NoWorker : IJobDispatcher
    {
        public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => default;
    }
}
