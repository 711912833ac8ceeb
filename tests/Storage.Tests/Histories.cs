using AsyncJobs.Lifecycle;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static AsyncJobs.Storage.Tests.Sample;

namespace AsyncJobs.Storage.Tests;

/// <summary>
/// Random lives of a job, applied to a store and to the state machine side by side. Tokens, requests and times come from a few values only,
/// so that steps often meet a lease, an end of a lease or a repeat.
/// </summary>
internal static class Histories
{
    private static readonly Gen<string> s_token = Gen.Elements("a", "b", "c");
    private static readonly Gen<string> s_requestId = Gen.Elements("req-1", "req-2");
    private static readonly Gen<long> s_sequence = Gen.Choose(1, 4).Select(number => (long)number);
    private static readonly Gen<int> s_second = Gen.Choose(0, 6);
    private static readonly Gen<string> s_text = Gen.Elements("", "x", "Straße", "漢字", "🙂", "\"\\\u0001", "half \ud83d");
    private static readonly Gen<DateTimeOffset> s_expiresAt = s_second.Select(second => NextDay.AddSeconds(second));

    private static readonly Gen<ReadOnlyMemory<byte>> s_result =
        Gen.Elements("", "null", "{}", """{"ä":"🙂"}""").Select(json => new ReadOnlyMemory<byte>(System.Text.Encoding.UTF8.GetBytes(json)));

    private static readonly Gen<ReadOnlyMemory<byte>> s_state =
        Gen.Elements("null", "{}", """["ä🙂"]""").Select(json => new ReadOnlyMemory<byte>(System.Text.Encoding.UTF8.GetBytes(json)));

    private static readonly Gen<JobError> s_error =
        from code in Gen.Elements(1001, 1002, 10_000)
        from message in s_text
        from requestId in OrNull(s_requestId)
        from service in OrNull(s_text)
        select new JobError(code, message, requestId, service);

    private static readonly Gen<JobProgress> s_progress =
        from fraction in Gen.Elements(0, 0.1 + 0.2, 1d / 3, 1e-7, 1)
        from message in OrNull(s_text)
        select new JobProgress(fraction, message);

    private static readonly Gen<JobTransition> s_transition = Gen.Frequency(
        (6, from token in s_token
            from requestId in s_requestId
            from until in s_second
            from maxAttempts in Gen.Choose(1, 4)
            from retry in s_second
            from continuation in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Constant(1)), (1, Gen.Constant(2)))
            select (JobTransition)(Claim(token, requestId, until, maxAttempts, retry) with { Continuation = continuation })),
        (2, from token in s_token
            from state in s_state
            from sequence in s_sequence
            select (JobTransition)new JobTransition.SaveState(token, state, sequence)),
        (3, from token in s_token
            from state in s_state
            from expiresAt in s_expiresAt
            from progress in OrNull(s_progress)
            select (JobTransition)new JobTransition.Continue(token, state, expiresAt, progress)),
        (2, from token in s_token
            from progress in s_progress
            from sequence in s_sequence
            select (JobTransition)new JobTransition.ReportProgress(token, progress, sequence)),
        (2, from token in s_token
            from until in s_second
            select (JobTransition)new JobTransition.Redispatch(token, Noon.AddSeconds(until))),
        (1, from token in s_token
            from isSent in Gen.Elements(true, false)
            select (JobTransition)new JobTransition.RecordRedispatch(token, isSent)),
        (1, Gen.Constant((JobTransition)new JobTransition.DoubtStart())),
        (3, from token in s_token
            from error in s_error
            from progress in OrNull(s_progress)
            select (JobTransition)new JobTransition.Release(token, error, progress)),
        (2, from token in s_token
            from status in Gen.Elements(JobStatus.Succeeded, JobStatus.Failed, JobStatus.TimedOut, JobStatus.Cancelled)
            from result in s_result
            from error in OrNull(s_error)
            from expiresAt in s_expiresAt
            from progress in OrNull(s_progress)
            from unlessToStop in Gen.Elements(true, false)
            select (JobTransition)new JobTransition.Finish(token, status, result, error, expiresAt, progress) { UnlessToStop = unlessToStop }),
        (1, s_expiresAt.Select(expiresAt => (JobTransition)new JobTransition.Cancel(expiresAt))),
        (1, Gen.Constant((JobTransition)new JobTransition.RequestCancel())),
        (1, from requestId in s_requestId
            from error in s_error
            from expiresAt in s_expiresAt
            from continuation in Gen.Choose(0, 2)
            from redispatch in OrNull(s_token)
            select (JobTransition)new JobTransition.Settle(requestId, error, expiresAt, continuation) { RedispatchToken = redispatch }),
        (2, from token in s_token
            from until in s_second
            from isAnew in Gen.Elements(true, false)
            from chain in OrNull(s_token)
            select (JobTransition)new JobTransition.ClaimCallback(new JobCallbackClaim(token, Noon.AddSeconds(until)), isAnew) { Chain = chain }),
        (3, from status in Gen.Elements(JobCallbackStatus.Pending, JobCallbackStatus.Delivered, JobCallbackStatus.Failed)
            from attempts in Gen.Choose(0, 3)
            from token in OrNull(s_token)
            from chain in OrNull(s_token)
            from next in Gen.Choose(-1, 60)
            from tries in Gen.Choose(-1, 3)
            from expiresAt in s_expiresAt
            from isKept in Gen.Elements(true, false)
            select (JobTransition)new JobTransition.RecordCallback(status, attempts)
            {
                ClaimToken = token,
                Chain = chain,
                NextAt = next < 0 ? null : Noon.AddSeconds(next),
                Tries = tries < 0 ? null : [.. Enumerable.Range(0, tries).Select(i => new JobCallbackTry(Noon.AddSeconds(i), i == 0 ? null : 500 + i, i == 0 ? "Not reached." : null))],
                ExpiresAt = isKept ? expiresAt : null,
            }));

    private static readonly Gen<Step> s_step =
        from transition in s_transition
        from second in s_second
        select new Step(transition, Noon.AddSeconds(second));

    private static readonly Gen<History> s_history =
        from callback in OrNull(Gen.Constant(new JobCallback("https://hooks.example.com/a")))
        from length in Gen.Choose(1, 12)
        from steps in s_step.ArrayOf(length)
        select new History(callback, steps);

    internal static void Check(IJobStore store, CancellationToken cancellationToken) =>
        Prop.ForAll(
                s_history.ToArbitrary(),
                history => FollowAsync(store, history, cancellationToken).GetAwaiter().GetResult())
            .Check(RandomCases.Config);

    private static async Task FollowAsync(IJobStore store, History history, CancellationToken cancellationToken)
    {
        JobRecord expected = Pending() with { Callback = history.Callback };
        Assert.Null(await store.CreateAsync(expected, Noon, cancellationToken));

        foreach (Step step in history.Steps)
        {
            JobTransition transition = Told(step, expected);
            JobRecord? next = JobStateMachine.Apply(expected, transition, step.Now);
            JobTransitionResult result = await store.ApplyAsync(expected.Id, transition, step.Now, cancellationToken);

            Assert.Equal(next is not null || JobStateMachine.IsAlreadyApplied(expected, transition), result.Applied);
            expected = next ?? expected;
            if (next is null || transition is not JobTransition.Finish)
                RecordAssert.Equal(expected, result.Record);

            RecordAssert.Equal(expected, await store.GetAsync(expected.Id, cancellationToken));
        }
    }

    // A worker knows the history from its claim.
    private static JobTransition Told(Step step, JobRecord record) => step.Transition switch
    {
        JobTransition.Release release when record.Lease is not null =>
            release with { History = record.History.With(JobAttempt.Of(record).Failed(release.Error, step.Now)) },
        JobTransition.Continue go when record.Lease is not null =>
            go with { History = record.History.With(JobAttempt.Of(record).Ended(JobAttemptStatus.Continued, step.Now)) },
        _ => step.Transition,
    };

    private static Gen<T?> OrNull<T>(Gen<T> some)
        where T : class => Gen.Frequency((1, Gen.Constant<T?>(null)), (3, some.Select(value => (T?)value)));

    private sealed record History(JobCallback? Callback, Step[] Steps);

    private sealed record Step(JobTransition Transition, DateTimeOffset Now);
}
