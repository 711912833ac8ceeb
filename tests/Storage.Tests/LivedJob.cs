using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json;
using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Storage.Tests.Versions;
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
    private readonly PreviousVersion? _previous;
    private readonly JobStartOptions _options = new() { IdempotencyKey = Guid.NewGuid().ToString() };
    private string _id = "";
    private JobRecord? _last;
    private Beginning? _begun;
    private Exception? _wrong;
    private int _values;
    private int _crashes;

    /// <param name="store">Where the job is kept.</param>
    /// <param name="previous">The same table for functions of the previous version, where there are any.</param>
    public LivedJob(IJobStore store, PreviousStore? previous = null)
    {
        _store = store;
        _previous = previous is null ? null : new PreviousVersion(previous, _clock, _job, _events);
        _app = new JobApp([_job]);
        _app.Use(new JobPlatform(store, _events) { Time = _clock, CancelPollInterval = Timeout.InfiniteTimeSpan, Log = JobLog.None, Delayed = _looks });
    }

    /// <summary>Lives through the steps, and then until the platform has done all it promises.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="isRolledBack">Whether only functions of the previous version are left in the end.</param>
    public async Task LiveAsync(LifeStep[] steps, bool isRolledBack = false)
    {
        _id = (await StartAsync()).Id;
        foreach (LifeStep step in steps)
            await TakeAsync(step);

        // All leases are over; every event is delivered once more, and those that are of no use are given up.
        for (int i = 0; i < _events.Count; i++)
        {
            Pass(TimeSpan.FromMinutes(16));
            await TakeLastAsync(new LifeStep.Deliver(i, [], MethodEnd.Returns), isRolledBack);
            await TakeLastAsync(new LifeStep.Settle(i), isRolledBack);
        }

        if (isRolledBack)
        {
            // The previous version has no queue: a reader ends what is lost.
            Pass(TimeSpan.FromMinutes(30));
            await TakeAsync(new LifeStep.OfPrevious(new LifeStep.Read()));
        }

        // Nobody reads it: what the queue holds has to end it.
        for (int looks = 0; !isRolledBack && looks < 100 && _looks.Count > 0; looks++)
        {
            Pass(TimeSpan.FromMinutes(30));
            await LookAsync();
        }

        await ObserveAsync();
        Assert.True(_last!.IsFinished, $"The job is {_last.Status} for ever.");
        Assert.InRange(_last.Attempt, 0, _job.MaxAttempts);
    }

    private Task TakeLastAsync(LifeStep step, bool isRolledBack) => TakeAsync(isRolledBack ? new LifeStep.OfPrevious(step) : step);

    private async Task TakeAsync(LifeStep step)
    {
        switch (step)
        {
            case LifeStep.Deliver deliver:
                await DeliverAsync(new Delivery(deliver.Event % _events.Count, deliver.Meanwhile, deliver.End));
                break;
            case LifeStep.Crash crash:
                await CrashAsync(_store, crash.Event % _events.Count);
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
            case LifeStep.OfPrevious(var inner):
                await TakeByPreviousAsync(_previous!, inner);
                break;
        }

        await ObserveAsync();
    }

    private Task<JobSnapshot<string>> StartAsync() => _app.StartAsync(_job, new ArgumentWriter(), _options, CancellationToken.None);

    private async Task TakeByPreviousAsync(PreviousVersion previous, LifeStep step)
    {
        switch (step)
        {
            case LifeStep.Deliver deliver:
                await DeliverByPreviousAsync(previous, new Delivery(deliver.Event % _events.Count, deliver.Meanwhile, deliver.End));
                break;
            case LifeStep.Crash crash:
                await CrashAsync(previous.Store, crash.Event % _events.Count);
                break;
            case LifeStep.Settle settle:
                int index = settle.Event % _events.Count;
                await previous.SettleAsync(_id, QueuedEvents.RequestId(index), ContinuationOf(index));
                break;
            case LifeStep.Read:
                await previous.ReadAsync(_id);
                break;
            case LifeStep.Cancel:
                await previous.CancelAsync(_id);
                break;
        }
    }

    private async Task DeliverAsync(Delivery delivery)
    {
        JobRecord before = await ObserveAsync();
        Func<JobContext, Task<string>> outer = _job.Method;
        _job.Method = async job =>
        {
            string value = await LiveWithinAsync(delivery, before, job.Attempt, job.Continuation);
            await EndAsync(job, delivery.End);
            return value;
        };

        try
        {
            using PooledBuffer reply = new();
            await _app.WorkAsync(_job, _events[delivery.Index], new Invocation { RequestId = delivery.RequestId }, reply);
        }
        catch (JobAttemptFailedException)
        {
            Assert.True(delivery.HasRun);
        }

        _job.Method = outer;
        await CheckAsync(delivery);
    }

    private async Task DeliverByPreviousAsync(PreviousVersion previous, Delivery delivery)
    {
        JobRecord before = await ObserveAsync();
        await previous.DeliverAsync(
            _events[delivery.Index],
            delivery.RequestId,
            async claimed => (delivery.End, await LiveWithinAsync(delivery, before, claimed.Attempt, claimed.Continuation)));
        await CheckAsync(delivery);
    }

    /// <summary>What happens while the method runs, whichever version's worker has called it.</summary>
    /// <returns>What the method is to return.</returns>
    private async Task<string> LiveWithinAsync(Delivery delivery, JobRecord before, int attempt, int continuation)
    {
        // What is found wrong in here would pass for a failure of the method.
        try
        {
            Assert.False(delivery.HasRun, "One delivery ran the method twice.");
            delivery.HasRun = true;
            Assert.False(before.IsFinished, "The method of a finished job ran.");
            Assert.Equal(ContinuationOf(delivery.Index), continuation);
            await ObserveAsync();
            AssertFree(before, delivery.RequestId);
            _begun = new Beginning(delivery.RequestId, _clock.GetUtcNow(), TimeSpan.FromMinutes(15));
            foreach (LifeStep step in delivery.Meanwhile)
                await TakeAsync(step);
        }
        catch (Exception exception)
        {
            _wrong ??= exception;
        }

        // Whoever has the job now, and says that it is done, is believed.
        JobRecord current = (await _store.GetAsync(_id, CancellationToken.None))!;
        string value = (++_values).ToString(CultureInfo.InvariantCulture);
        if (!(current.Status is JobStatus.Running && current.Attempt == attempt && current.Continuation == continuation))
            delivery.Foreign = current;
        else if (delivery.End is MethodEnd.Returns)
            delivery.Promised = value;
        return value;
    }

    private async Task CheckAsync(Delivery delivery)
    {
        if (_wrong is not null)
            ExceptionDispatchInfo.Throw(_wrong);
        JobRecord after = await ObserveAsync();
        if (delivery.Foreign is not null)
            RecordAssert.Equal(delivery.Foreign, after);
        if (delivery.Promised is not null)
            Assert.Equal((JobStatus.Succeeded, $"\"{delivery.Promised}\""), (after.Status, Encoding.UTF8.GetString(after.Result.Span)));
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

    private async Task CrashAsync(IJobStore store, int index)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        JobLease lease = new($"crash-{++_crashes}", QueuedEvents.RequestId(index), now + s_crashTime, now + s_retryTime);
        JobTransition.Claim claim = new(lease, _job.MaxAttempts, ContinuationOf(index));
        if ((await store.ApplyAsync(_id, claim, now, CancellationToken.None)).Applied)
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
        await _app.StatusAsync(JobEvents.Http("DELETE", _id), new Invocation { RequestId = "cancel" }, reply);
    }

    private void Pass(TimeSpan time) => _clock.Advance(time);

    /// <summary>Looks at the record as it is stored, and holds it against the look before.</summary>
    private async Task<JobRecord> ObserveAsync()
    {
        JobRecord now = (await _store.GetAsync(_id, CancellationToken.None))!;
        if (_previous is not null)
            RecordAssert.Equal(now.Meaning(), await _previous.Store.GetAsync(_id, CancellationToken.None));
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
        if (_previous is null && _last is not { IsFinished: true })
            AssertHistory(now, _last);
        return _last = now;
    }

    // Each claim began something, and all of it but the latest has ended. The previous version notes nothing.
    private static void AssertHistory(JobRecord now, JobRecord? last)
    {
        bool waitsToGoOn = now.IsContinued || (now.IsFinished && last is { IsContinued: true } && last.Lease == now.Lease);
        int begun = now.Attempt + now.Continuation - (waitsToGoOn ? 1 : 0);
        Assert.Equal(begun, now.History.LeftOut + now.History.Attempts.Count + (now.LatestAttempt is null ? 0 : 1));
        Assert.InRange(now.History.Attempts.Count, 0, 10);

        int[] numbers = [.. now.History.Attempts.Select(attempt => attempt.Attempt)];
        Assert.Equal(numbers.Order(), numbers);
        Assert.All(now.History.Attempts, attempt => Assert.False(attempt.StartedAt > attempt.EndedAt, $"{attempt} ended before it began."));
        Assert.All(
            now.History.Attempts.Zip(now.History.Attempts.Skip(1)),
            pair => Assert.False(pair.First.EndedAt > pair.Second.StartedAt, $"{pair} ran at once."));
    }

    /// <param name="RequestId">Under which request an attempt, or a part of one, began.</param>
    /// <param name="At">When.</param>
    /// <param name="Time">After which time it has ended for certain.</param>
    private sealed record Beginning(string RequestId, DateTimeOffset At, TimeSpan Time);

    /// <summary>One delivery of an event, and what came to light while its method ran.</summary>
    private sealed record Delivery(int Index, LifeStep[] Meanwhile, MethodEnd End)
    {
        public string RequestId => QueuedEvents.RequestId(Index);

        public bool HasRun { get; set; }

        /// <summary>The job as another one left it, where another one has it.</summary>
        public JobRecord? Foreign { get; set; }

        /// <summary>The result that is to be recorded.</summary>
        public string? Promised { get; set; }
    }
}
