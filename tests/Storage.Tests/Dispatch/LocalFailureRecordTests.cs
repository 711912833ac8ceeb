using System.Text;
using System.Text.Json;
using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;
using AsyncJobs.Local.Queue;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AsyncJobs.Storage.Tests.Dispatch;

/// <summary>What the local host tells settle about an event that its worker never takes: what Lambda would tell it.</summary>
public sealed class LocalFailureRecordTests
{
    private readonly FakeTimeProvider _clock = new(Sample.Noon);
    private readonly StringWriter _log = new();
    private readonly FailingFunctions _functions = new();

    [Fact]
    public async Task Settle_is_told_of_an_event_that_never_succeeds()
    {
        await GiveUpAsync("""{"args":"small"}""");

        JsonElement record = Assert.Single(_functions.Told);
        Assert.Equal("small", record.GetProperty("requestPayload").GetProperty("args").GetString());
        Assert.InRange(record.GetProperty("timestamp").GetDateTimeOffset(), Sample.Noon, _clock.GetUtcNow());
    }

    [Fact]
    public async Task A_record_of_more_than_1_MB_is_dropped_as_Lambda_drops_it()
    {
        await GiveUpAsync($$"""{"args":"{{new string('x', PlatformLimits.AsynchronousPayloadBytes - 20)}}"}""");

        Assert.Empty(_functions.Told);
        Assert.Contains("settle.undelivered", _log.ToString(), StringComparison.Ordinal);
    }

    private async Task GiveUpAsync(string payload)
    {
        ScriptedJob job = new();
        FaultPlan noFaults = new(new LocalOptions());
        using EventQueue queue = new(new JobApp([job]), _functions, TimeSpan.FromSeconds(1), noFaults, new LocalJobLog(_log, _clock), _clock);

        queue.Enqueue(job.Name, Encoding.UTF8.GetBytes(payload));
        while (_functions.Attempts < job.MaxAttempts)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await queue.StopAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>Workers that fail, and a settle that notes what it is told.</summary>
    private sealed class FailingFunctions : ILocalFunctions
    {
        private int _attempts;

        public int Attempts => Volatile.Read(ref _attempts);

        public List<JsonElement> Told { get; } = [];

        public ILocalFunction Http => throw new NotSupportedException();

        public ILocalFunction Status => throw new NotSupportedException();

        public ILocalFunction Settle => new Function(Told.Add);

        public ILocalFunction Accept(JobDefinition job) => throw new NotSupportedException();

        public ILocalFunction Work(JobDefinition job) => new Function(_ =>
        {
            Interlocked.Increment(ref _attempts);
            throw new FunctionErrorException("Runtime.ExitError", "out of memory");
        });

        public ValueTask DisposeAsync() => default;
    }

    private sealed class Function(Action<JsonElement> act) : ILocalFunction
    {
        public Task<ReadOnlyMemory<byte>> InvokeAsync(ReadOnlyMemory<byte> payload, string requestId, CancellationToken waiting)
        {
            act(JsonElement.Parse(payload.Span));
            return Task.FromResult(default(ReadOnlyMemory<byte>));
        }
    }
}
