using System.Text;
using AsyncJobs.Lifecycle;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static AsyncJobs.Storage.Tests.Sample;

namespace AsyncJobs.Storage.Tests;

/// <summary>
/// Random lives of many attempts on a store, with a list beside it that notes each end as it happens: the history has the latest of them, in order,
/// each once, and says how many came before. Writes come twice, and workers that were taken for lost come back.
/// </summary>
internal static class AttemptHistories
{
    private static readonly Gen<Turn> s_turn =
        from end in Gen.Elements(
            JobAttemptStatus.Failed, JobAttemptStatus.TimedOut, JobAttemptStatus.Continued, JobAttemptStatus.Continued, JobAttemptStatus.Lost)
        from isTwice in Gen.Elements(true, false)
        from isLate in Gen.Elements(true, false)
        from isRetry in Gen.Elements(true, false)
        from milliseconds in Gen.Choose(0, 90_000)
        from message in Gen.Elements("", "no", new string('ä', 400), string.Concat(Enumerable.Repeat("🙂", 70)))
        select new Turn(end, isTwice, isLate, isRetry, milliseconds, message);

    private static readonly Gen<Turn[]> s_life = Gen.Choose(1, 30).SelectMany(length => s_turn.ArrayOf(length));

    internal static void Check(IJobStore store, int count, CancellationToken cancellationToken) => Prop.ForAll(
        s_life.ToArbitrary(),
        life => new Life(store, cancellationToken).LiveAsync(life).GetAwaiter().GetResult()).Check(RandomCases.Config.WithMaxTest(count));

    /// <param name="End">How the attempt ends.</param>
    /// <param name="IsTwice">Whether each of its writes comes twice, as after a lost answer.</param>
    /// <param name="IsLate">Whether a worker that was taken for lost comes back and says how it ended.</param>
    /// <param name="IsRetry">Whether the claim after a lost one is the platform's retry, and comes before the end of the lease.</param>
    /// <param name="Milliseconds">How long it takes.</param>
    /// <param name="Message">Why it fails.</param>
    private sealed record Turn(JobAttemptStatus End, bool IsTwice, bool IsLate, bool IsRetry, int Milliseconds, string Message);

    private sealed class Life(IJobStore store, CancellationToken cancellationToken)
    {
        private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(100);

        private readonly JobRecord _job = Pending();
        private readonly List<JobAttempt> _ended = [];
        private DateTimeOffset _now = Noon;
        private JobAttempt? _open;
        private JobRecord? _lost;
        private Turn? _last;
        private int _attempt;
        private int _continuation;
        private bool _isContinued;

        public async Task LiveAsync(Turn[] turns)
        {
            Assert.Null(await store.CreateAsync(_job, Noon, cancellationToken));
            foreach (Turn turn in turns)
            {
                JobRecord claimed = await ClaimAsync(turn);
                if (_last is { End: JobAttemptStatus.Lost, IsLate: true })
                    await RefuseAsync(OutcomeOf(_last, _lost!));

                _now = _now.AddMilliseconds(turn.Milliseconds);
                await EndAsync(turn, claimed);
                _last = turn;
            }
        }

        private async Task<JobRecord> ClaimAsync(Turn turn)
        {
            bool isRetry = _last is { End: JobAttemptStatus.Lost, IsRetry: true };
            string requestId = isRetry ? _lost!.Lease!.RequestId : $"req-{_ended.Count}";
            if (_last?.End is JobAttemptStatus.Lost)
            {
                DateTimeOffset over = _lost!.Lease!.Until;
                _now = isRetry ? _now : over.AddSeconds(_last.Milliseconds % 3);
                _ended.Add(_open! with { Status = JobAttemptStatus.Lost, EndedAt = _now < over ? _now : over });
            }

            _attempt += _isContinued ? 0 : 1;
            _isContinued = false;
            _open = new JobAttempt(_attempt, requestId, _now, null, JobAttemptStatus.Running, null);
            JobLease lease = new(LeaseToken.New(_now), requestId, _now + s_lease, _now);
            return (await ApplyAsync(new JobTransition.Claim(lease, int.MaxValue, _continuation), turn.IsTwice))!;
        }

        private async Task EndAsync(Turn turn, JobRecord claimed)
        {
            Assert.Equal(_open, claimed.LatestAttempt);
            if (turn.End is JobAttemptStatus.Lost)
            {
                _lost = claimed;
                return;
            }

            JobTransition outcome = OutcomeOf(turn, claimed);
            JobError? error = (outcome as JobTransition.Release)?.Error;
            _ended.Add(_open! with
            {
                Status = turn.End,
                EndedAt = _now,
                Error = error is null ? null : new JobError(error.ErrorCode, Shown(turn.Message)),
            });
            _isContinued = turn.End is JobAttemptStatus.Continued;
            _continuation += _isContinued ? 1 : 0;
            JobRecord? waiting = await ApplyAsync(outcome, turn.IsTwice);
            Assert.Null(waiting!.LatestAttempt);
        }

        // As a worker says it, by what it knows of its claim.
        private JobTransition OutcomeOf(Turn turn, JobRecord claimed)
        {
            string token = claimed.Lease!.Token;
            JobAttempt attempt = JobAttempt.Of(claimed);
            if (turn.End is JobAttemptStatus.Continued)
            {
                JobHistory history = claimed.History.With(attempt.Ended(JobAttemptStatus.Continued, _now));
                return new JobTransition.Continue(token, "1"u8.ToArray(), NextDay) { History = history };
            }

            int code = turn.End is JobAttemptStatus.TimedOut ? JobErrorCodes.TimedOut : JobErrorCodes.MethodFailed;
            JobError error = new(code, turn.Message, claimed.Lease.RequestId, "pricing");
            return new JobTransition.Release(token, error) { History = claimed.History.With(attempt.Failed(error, _now)) };
        }

        private async Task<JobRecord?> ApplyAsync(JobTransition transition, bool isTwice)
        {
            JobTransitionResult result = await store.ApplyAsync(_job.Id, transition, _now, cancellationToken);
            Assert.True(result.Applied, $"{transition} was refused by {result.Record}.");
            AssertHistory(result.Record!.History);
            if (isTwice)
                Assert.True((await store.ApplyAsync(_job.Id, transition, _now, cancellationToken)).Applied);
            AssertHistory((await store.GetAsync(_job.Id, cancellationToken))!.History);
            return result.Record;
        }

        private async Task RefuseAsync(JobTransition late)
        {
            Assert.False((await store.ApplyAsync(_job.Id, late, _now, cancellationToken)).Applied);
            AssertHistory((await store.GetAsync(_job.Id, cancellationToken))!.History);
        }

        private void AssertHistory(JobHistory history)
        {
            Assert.Equal(_ended.TakeLast(10), history.Attempts);
            Assert.Equal(Math.Max(0, _ended.Count - 10), history.LeftOut);
        }

        // What fits into 256 bytes.
        private static string Shown(string message) => Encoding.UTF8.GetByteCount(message) <= 256 ? message
            : message[0] is 'ä' ? new string('ä', 128)
            : string.Concat(Enumerable.Repeat("🙂", 64));
    }
}
