using AsyncJobs.Ending;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Joining;

/// <summary>Has a job wait for others, within one of its invocations.</summary>
internal sealed class JobJoiner(JobReader reader, JobCanceller canceller, PayloadArchive archive, TimeProvider time, JoinLog log)
{
    private const int MostRequestsAtOnce = 16;

    /// <summary>Looks at all jobs at once, and again at those that have not ended, after pauses that grow with their age.</summary>
    /// <param name="job">Whose jobs they are, and who reads their results; null for any jobs, without results.</param>
    /// <param name="ids">Their ids.</param>
    /// <param name="terms">For how long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// Each job at its end, in the order of the ids; null for one that does not exist any more. Null in place of all when there is no time left to
    /// wait for the others, or for what follows.
    /// </returns>
    public async ValueTask<JobSnapshot<TResult>?[]?> WaitAsync<TResult>(
        JobDefinition<TResult>? job, string[] ids, JoinTerms terms, CancellationToken cancellationToken)
    {
        JoinedSet<TResult> set = new(ids);
        LookFailures failures = new(log);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(terms.Token, cancellationToken);
        try
        {
            while (true)
            {
                await LookAsync(job, set, failures, either.Token).ConfigureAwait(false);
                if (set.Waiting.Count == 0)
                    return terms.HasTimeAfter ? set.InOrder() : null;

                DateTimeOffset now = time.GetUtcNow();
                TimeSpan left = terms.Left(now);

                // Timers count whole milliseconds: less than one is no pause.
                if (left < TimeSpan.FromMilliseconds(1))
                    break;

                TimeSpan pause = LookPause.After(now - set.LastCreated);
                await Task.Delay(pause < left ? pause : left, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // A look took until the time was over. There is still enough of it to go on in another invocation.
        }
        catch (OperationCanceledException) when (terms.Options.CancelsJobs && terms.IsCancelRequested())
        {
            await CancelAsync(set.Waiting, terms.Budget).ConfigureAwait(false);
            throw;
        }

        if (terms.Options.CancelsJobs && terms.TotalEnd <= time.GetUtcNow())
            await CancelAsync(set.Waiting, terms.Budget).ConfigureAwait(false);
        return null;
    }

    private async ValueTask LookAsync<TResult>(
        JobDefinition<TResult>? job, JoinedSet<TResult> set, LookFailures failures, CancellationToken cancellationToken)
    {
        int read = 0;
        Tuple<string, Exception>? failed = null;
        await AtOnceAsync(set.Waiting, cancellationToken, async id =>
        {
            try
            {
                JobRecord? record = await reader.ReadCurrentAsync(id, cancellationToken).ConfigureAwait(false);
                if (record is null or { IsFinished: true } || IsOther(job, record))
                    set.End(id, await ShowAsync(job, record, cancellationToken).ConfigureAwait(false));
                else
                    set.Note(record);
                Interlocked.Increment(ref read);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // A request may be cancelled by itself, as by a time limit of its client.
                failed = Tuple.Create(id, exception);
            }
        }).ConfigureAwait(false);

        if (read > 0)
            failures.Reset();
        if (failed is var (id, failure))
            failures.Add(id, failure);
        set.Forget();
    }

    private async ValueTask<JobSnapshot<TResult>?> ShowAsync<TResult>(
        JobDefinition<TResult>? job, JobRecord? record, CancellationToken cancellationToken)
    {
        if (record is null || IsOther(job, record))
            return null;
        if (job is null)
            return SnapshotReader.Read<TResult>(null, record);

        try
        {
            return SnapshotReader.Read(job, await archive.WithResultAsync(record, cancellationToken).ConfigureAwait(false));
        }
        catch (PayloadMissingException exception)
        {
            log.NotRead(record.Id, exception);
            return null;
        }
    }

    private static bool IsOther(JobDefinition? job, JobRecord record) => job is not null && record.Job != job.Name;

    // As from a request: who waits stops all the same, whether they can be cancelled or not.
    private async ValueTask CancelAsync(IReadOnlyCollection<string> ids, InvocationBudget budget) =>
        await AtOnceAsync(ids, CancellationToken.None, async id =>
        {
            try
            {
                if (await reader.ReadAsync(id, budget.Token).ConfigureAwait(false) is { } record)
                    await canceller.CancelAsync(record, InvocationScope.Current.RequestId, budget).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                log.NotCancelled(id, exception);
            }
        }).ConfigureAwait(false);

    private static Task AtOnceAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken, Func<string, ValueTask> act) =>
        Parallel.ForEachAsync(
            ids, new ParallelOptions { MaxDegreeOfParallelism = MostRequestsAtOnce, CancellationToken = cancellationToken }, (id, _) => act(id));
}
