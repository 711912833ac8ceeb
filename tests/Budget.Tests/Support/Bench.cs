using System.Text.Json;
using AsyncJobs.Metrics;

namespace AsyncJobs.Budget.Tests.Support;

/// <summary>An invocation on a standing clock, with a log and metrics that can be looked at.</summary>
internal sealed class Bench
{
    private readonly MemoryStream _lines = new();

    public Bench(double seconds = 10, double reserveSeconds = 1)
    {
        Budget = Clock.Budget(seconds, reserveSeconds);
        Scope = new InvocationScope
        {
            RequestId = "req-1",
            JobName = "link-checks",
            JobId = "job-1",
            Attempt = 2,
            CorrelationId = "corr-1",
            TraceId = "Root=1-5759e988-bd862e3fe1be46a994272793",
            Log = Log,
            Metrics = new InvocationMetrics(new EmfWriter(_lines, time: Clock)),
        };
    }

    public CountingClock Clock { get; } = new();

    public KeptLog Log { get; } = new();

    public InvocationBudget Budget { get; }

    public InvocationScope Scope { get; }

    /// <summary>Runs code as part of the invocation.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> code)
    {
        Budget.Enter();
        Scope.Enter();
        return await code();
    }

    /// <inheritdoc cref="RunAsync{T}(Func{Task{T}})"/>
    public Task RunAsync(Func<Task> code) => RunAsync(async () =>
    {
        await code();
        return true;
    });

    public HttpClient Client(HttpMessageHandler inner, TimeSpan? minimum = null) =>
        new(new BudgetHandler("pricing", inner) { MinimumTime = minimum ?? TimeSpan.FromMilliseconds(50) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            BaseAddress = new Uri("http://pricing.example/"),
        };

    public void Pass(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>The metric lines that a flush writes, parsed.</summary>
    public List<JsonElement> Flush()
    {
        _lines.SetLength(0);
        Scope.FlushMetrics();
        string text = System.Text.Encoding.UTF8.GetString(_lines.ToArray());
        Assert.True(text.Length == 0 || text.EndsWith('\n'));
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    public long Count(string metric) =>
        Flush().Sum(line => line.TryGetProperty(metric, out JsonElement value) ? value.GetInt64() : 0);
}
