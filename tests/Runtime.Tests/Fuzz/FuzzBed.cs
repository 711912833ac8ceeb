using System.Text;
using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Fuzz;

/// <summary>An application for one case, with what must be true of everything it says.</summary>
internal sealed class FuzzBed
{
    public const string JobId = "00000000000000000000000000";

    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);

    private readonly TestClock _clock = new();
    private readonly MemoryStream _log = new();
    private readonly InMemoryJobStore _store = new();
    private readonly ReportJob _report = new();
    private readonly PlainJob _plain = new();
    private readonly JobApp _app;

    public FuzzBed()
    {
        _app = new JobApp([_report, _plain]);
        _app.Use(new JobPlatform(_store, new TestDispatcher()) { Time = _clock, Log = new JsonJobLog(_log, _clock) });
    }

    /// <summary>Runs one of the entry points on a payload.</summary>
    public async Task RunAsync(Random random)
    {
        switch (random.Next(10))
        {
            case < 3:
                await AnswerAsync(_app.HttpAsync, HostilePayload.Http(random));
                break;
            case < 6:
                JobDefinition accepted = random.Next(4) == 0 ? _plain : _report;
                await AnswerAsync((payload, invocation, reply) => _app.AcceptAsync(accepted, payload, invocation, reply), HostilePayload.Http(random));
                break;
            case < 8:
                Seed(random, _report);
                await AnswerAsync(_app.StatusAsync, random.Next(2) == 0 ? HostilePayload.Http(random) : HostilePayload.Status(random, JobId));
                break;
            case 8:
                JobDefinition worked = random.Next(4) == 0 ? _plain : _report;
                Seed(random, worked);
                await WorkAsync((payload, invocation, reply) => _app.WorkAsync(worked, payload, invocation, reply), HostilePayload.Worker(random, JobId, worked.Name));
                break;
            default:
                Seed(random, _plain);
                await WorkAsync(_app.SettleAsync, HostilePayload.Settle(random, JobId, _plain.Name));
                break;
        }

        CheckLog();
    }

    private void Seed(Random random, JobDefinition job) => _ = _store.CreateAsync(
        new JobRecord
        {
            Id = JobId,
            Job = job.Name,
            Status = JobStatus.Pending,
            CreatedAt = _clock.GetUtcNow(),
            ExpiresAt = _clock.GetUtcNow().AddDays(1),
            Owner = random.Next(4) == 0 ? HostileText.Any(random) : null,
            CorrelationId = random.Next(2) == 0 ? "order-7" : null,
        },
        _clock.GetUtcNow(),
        CancellationToken.None);

    private async Task AnswerAsync(LambdaEntryPoint entry, byte[] payload)
    {
        using PooledBuffer reply = new();
        await RunAsync(entry, payload, reply);

        // Control characters and tags of HTML stay out even where JSON would let them in.
        Assert.Equal(-1, reply.WrittenSpan.IndexOfAnyInRange((byte)0, (byte)0x1f));
        Assert.Equal(-1, reply.WrittenSpan.IndexOfAny((byte)'<', (byte)'>'));
        Reply read = Reply.Parse(reply.WrittenMemory.ToArray());
        Assert.NotEqual(500, read.StatusCode);
    }

    private async Task WorkAsync(LambdaEntryPoint entry, byte[] payload)
    {
        using PooledBuffer reply = new();
        try
        {
            await RunAsync(entry, payload, reply);
            Assert.Equal("null", Encoding.UTF8.GetString(reply.WrittenSpan));
        }
        catch (JobEventException refused)
        {
            Assert.NotEmpty(refused.Message);
        }
    }

    // Nobody but us moves the clock that somebody may wait for.
    private async Task RunAsync(LambdaEntryPoint entry, byte[] payload, PooledBuffer reply)
    {
        Invocation invocation = new() { RequestId = "req-1", Deadline = _clock.GetUtcNow().AddSeconds(29) };
        Task task = entry(payload, invocation, reply).AsTask();
        for (int spins = 0; !task.IsCompleted; spins++)
        {
            if (spins < 1000)
                await Task.Yield();
            else
                _clock.Advance(s_step);
        }

        await task;
    }

    private void CheckLog()
    {
        string[] lines = Encoding.UTF8.GetString(_log.ToArray()).Split('\n');
        Assert.Equal("", lines[^1]);
        foreach (string line in lines[..^1])
        {
            using JsonDocument entry = JsonDocument.Parse(line);
            Assert.NotEqual("http.failed", entry.RootElement.GetProperty("event").GetString());
            Assert.DoesNotContain(line, c => c is < ' ' or '\u007f' or '\u2028');
        }
    }
}
