using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json;
using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AsyncJobs.Storage.Tests;

/// <summary>
/// One job of a real application on a store, lived step by step, with a model beside it that knows nothing of leases: who began last has
/// the job, until the platform has ended them or can have tried again; only they may write; what they say is what is recorded, and what is
/// recorded stays.
/// </summary>
internal sealed class LivedJob
{
    private static readonly TimeSpan s_retryTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_crashTime = TimeSpan.FromSeconds(65);

    private readonly IJobStore _store;
    private readonly FakeTimeProvider _clock = new(Sample.Noon);
    private readonly ScriptedJob _job = new();
    private readonly QueuedEvents _events = new();
    private readonly QueuedLooks _looks = new();
    private readonly JobApp _app;
    private readonly JobStartOptions _options = new() { IdempotencyKey = Guid.NewGuid().ToString() };
    private string _id = "";
    private JobRecord? _last;
    private Beginning? _begun;
    private Exception? _wrong;
    private int _values;
    private int _crashes;

    public LivedJob(IJobStore store)
    {
        _store = store;
        _app = new JobApp([_job]);
        _app.Use(new JobPlatform(store, _events) { Time = _clock, CancelPollInterval = Timeout.InfiniteTimeSpan, Log = JobLog.None, Delayed = _looks });
    }

    /// <summary>Lives through the steps, and then until the platform has done all it promises.</summary>
    public async Task LiveAsync(LifeStep[] steps)
    {
        _id = (await StartAsync()).Id;
        foreach (LifeStep step in steps)
            await TakeAsync(step);

        // All leases are over; every event is delivered once more, and those that are of no use are given up.
        for (int i = 0; i < _events.Count; i++)
        {
            Pass(TimeSpan.FromMinutes(16));
            await DeliverAsync(i, [], MethodEnd.Returns);
            await SettleAsync(i);
        }

        // Nobody reads it: what the queue holds has to end it.
        for (int looks = 0; looks < 100 && _looks.Count > 0; looks++)
        {
            Pass(TimeSpan.FromMinutes(30));
            await LookAsync();
        }

        await ObserveAsync();
        Assert.True(_last!.IsFinished, $"The job is {_last.Status} for ever.");
        Assert.InRange(_last.Attempt, 0, _job.MaxAttempts);
    }

    private async Task TakeAsync(LifeStep step)
    {
        switch (step)
        {
            case LifeStep.Deliver deliver:
                await DeliverAsync(deliver.Event % _events.Count, deliver.Meanwhile, deliver.End);
                break;
            case LifeStep.Crash crash:
                await CrashAsync(crash.Event % _events.Count);
                break;
            case LifeStep.Settle settle:
                await SettleAsync(settle.Event % _events.Count);
                break;
            case LifeStep.Look:
                await LookAsync();
                break;
            case LifeStep.Pass pass:
                Pass(pass.Time);
                break;
            case LifeStep.Read:
                await ReadAsync();
                break;
            case LifeStep.Cancel:
                await CancelAsync();
                break;
            case LifeStep.Repeat:
                Assert.Equal(_id, (await StartAsync()).Id);
                break;
        }

        await ObserveAsync();
    }

    private ValueTask<JobSnapshot<string>> StartAsync() => _app.StartAsync(_job, new ArgumentWriter(), _options, CancellationToken.None);

    private async Task DeliverAsync(int index, LifeStep[] meanwhile, MethodEnd end)
    {
        string? promised = null;
        bool hasRun = false;
        JobRecord? foreign = null;
        JobRecord before = await ObserveAsync();
        Func<JobContext, Task<string>> outer = _job.Method;
        _job.Method = async job =>
        {
            // What is found wrong in here would pass for a failure of the method.
            try
            {
                Assert.False(hasRun, "One delivery ran the method twice.");
                hasRun = true;
                Assert.False(before.IsFinished, "The method of a finished job ran.");
                Assert.Equal(ContinuationOf(index), job.Continuation);
                AssertFree(before, QueuedEvents.RequestId(index));
                _begun = new Beginning(QueuedEvents.RequestId(index), _clock.GetUtcNow(), TimeSpan.FromMinutes(15));
                foreach (LifeStep step in meanwhile)
                    await TakeAsync(step);
            }
            catch (Exception exception)
            {
                _wrong ??= exception;
            }

            // Whoever has the job now, and says that it is done, is believed.
            JobRecord current = (await _store.GetAsync(_id, CancellationToken.None))!;
            string value = (++_values).ToString(CultureInfo.InvariantCulture);
            if (!Has(current, job))
                foreign = current;
            else if (end is MethodEnd.Returns)
                promised = value;
            await EndAsync(job, end);
            return value;
        };

        try
        {
            using PooledBuffer reply = new();
            await _app.WorkAsync(_job, _events[index], new Invocation { RequestId = QueuedEvents.RequestId(index) }, reply);
        }
        catch (JobAttemptFailedException)
        {
            Assert.True(hasRun);
        }

        _job.Method = outer;
        if (_wrong is not null)
            ExceptionDispatchInfo.Throw(_wrong);
        JobRecord after = await ObserveAsync();
        if (foreign is not null)
            RecordAssert.Equal(foreign, after);
        if (promised is not null)
            Assert.Equal((JobStatus.Succeeded, $"\"{promised}\""), (after.Status, Encoding.UTF8.GetString(after.Result.Span)));
    }

    private void AssertFree(JobRecord before, string requestId)
    {
        if (before.Status is JobStatus.Pending)
            return;

        TimeSpan age = _clock.GetUtcNow() - _begun!.At;
        Assert.True(
            age >= _begun.Time || (age >= s_retryTime && _begun.RequestId == requestId),
            $"{requestId} took the job from {_begun.RequestId}, who had begun {age.TotalSeconds} s before.");
    }

    private int ContinuationOf(int index) =>
        JsonDocument.Parse(_events[index]).RootElement.TryGetProperty("continuation", out JsonElement number) ? number.GetInt32() : 0;

    private static bool Has(JobRecord record, JobContext job) =>
        record.Status is JobStatus.Running && record.Attempt == job.Attempt && record.Continuation == job.Continuation;

    private static async Task EndAsync(JobContext job, MethodEnd end)
    {
        switch (end)
        {
            case MethodEnd.Throws:
                throw new InvalidOperationException();
            case MethodEnd.ThrowsForGood:
                throw new JobException(10_000, "No.") { Retry = false };
            case MethodEnd.Saves:
                await job.SaveStateAsync(job.Attempt);
                throw new InvalidOperationException();
            case MethodEnd.Continues:
                await job.ContinueAsync(job.Continuation);
                break;
            case MethodEnd.Stops:
                throw new OperationCanceledException();
        }
    }

    private async Task CrashAsync(int index)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        JobLease lease = new($"crash-{++_crashes}", QueuedEvents.RequestId(index), now + s_crashTime, now + s_retryTime);
        JobTransition.Claim claim = new(lease, _job.MaxAttempts, ContinuationOf(index));
        if ((await _store.ApplyAsync(_id, claim, now, CancellationToken.None)).Applied)
            _begun = new Beginning(lease.RequestId, now, s_crashTime);
    }

    private Task SettleAsync(int index) => FromOutsideAsync(async () =>
    {
        using PooledBuffer reply = new();
        await _app.SettleAsync(_events.FailureOf(index), new Invocation { RequestId = "settle" }, reply);
    });

    private Task LookAsync() => FromOutsideAsync(async () =>
    {
        using PooledBuffer reply = new();
        await _app.SettleAsync(_looks.TakeEvent(), new Invocation { RequestId = "look" }, reply);
        _looks.PutBack(reply.WrittenMemory);
    });

    private Task ReadAsync() => FromOutsideAsync(async () => Assert.NotNull(await _app.GetAsync(_job, _id, CancellationToken.None)));

    /// <summary>Does something that may end a job whose worker is gone, and must not end one whose worker can still be at work.</summary>
    private async Task FromOutsideAsync(Func<Task> act)
    {
        JobRecord before = await ObserveAsync();
        await act();
        JobRecord after = await ObserveAsync();
        if (before.Status is JobStatus.Running && _clock.GetUtcNow() - _begun!.At < _begun.Time)
            Assert.Equal(JobStatus.Running, after.Status);
    }

    private async Task CancelAsync()
    {
        using PooledBuffer reply = new();
        string request = """
            {"version":"2.0","rawPath":"PATH","rawQueryString":"","headers":{},
            "requestContext":{"requestId":"r","stage":"$default","domainName":"x","http":{"method":"DELETE","path":"PATH"}}}
            """.Replace("PATH", "/jobs/" + _id, StringComparison.Ordinal);
        await _app.StatusAsync(Encoding.UTF8.GetBytes(request), new Invocation { RequestId = "cancel" }, reply);
    }

    private void Pass(TimeSpan time) => _clock.Advance(time);

    /// <summary>Looks at the record as it is stored, and holds it against the look before.</summary>
    private async Task<JobRecord> ObserveAsync()
    {
        JobRecord now = (await _store.GetAsync(_id, CancellationToken.None))!;
        if (_last is { IsFinished: true })
            RecordAssert.Equal(_last, now);

        if (_last is not null)
        {
            Assert.True(now.Attempt >= _last.Attempt, "Attempts went back.");
            Assert.True(now.Continuation >= _last.Continuation, "Continuations went back.");
            Assert.True(_last.StartedAt is null || _last.StartedAt == now.StartedAt, "The start changed.");
            Assert.True(_last.CancelRequestedAt is null || now.Status is not JobStatus.Pending, "A job that was to stop waits to go on.");
        }

        Assert.Equal(now.IsFinished, now.FinishedAt is not null);
        Assert.True(now.Status is JobStatus.Succeeded || now.Result.IsEmpty, "A result without success.");
        Assert.InRange(now.Attempt, 0, _job.MaxAttempts);
        return _last = now;
    }

    /// <param name="RequestId">Under which request an attempt, or a part of one, began.</param>
    /// <param name="At">When.</param>
    /// <param name="Time">After which time it has ended for certain.</param>
    private sealed record Beginning(string RequestId, DateTimeOffset At, TimeSpan Time);
}
