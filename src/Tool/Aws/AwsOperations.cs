using System.Runtime.CompilerServices;
using AsyncJobs.Jobs;
using AsyncJobs.Local.Operations;
using AsyncJobs.Operating;

namespace AsyncJobs.Tool.Aws;

/// <summary>The jobs of a table, whose errors are told as an operator needs them: what they may not do, and how they get to it.</summary>
/// <param name="inner">The jobs.</param>
/// <param name="place">Where they are.</param>
/// <param name="table">The table's name.</param>
internal sealed class AwsOperations(IJobOperations inner, AwsPlace place, string table) : IJobOperations
{
    private const string Listing = "dynamodb:Query, dynamodb:BatchGetItem or dynamodb:Scan";
    private const string Reading = "dynamodb:GetItem";

    /// <inheritdoc/>
    public OperationsInfo Info => inner.Info;

    /// <inheritdoc/>
    public async IAsyncEnumerable<JobItem> ListAsync(JobListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using ConfiguredCancelableAsyncEnumerable<JobItem>.Enumerator jobs =
            inner.ListAsync(options, cancellationToken).ConfigureAwait(false).GetAsyncEnumerator();
        while (await AskAsync(async () => await jobs.MoveNextAsync(), Listing).ConfigureAwait(false))
            yield return jobs.Current;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobItem>> ReadAsync(IReadOnlyCollection<JobItem> items, CancellationToken cancellationToken) =>
        AskAsync(() => inner.ReadAsync(items, cancellationToken), Listing);

    /// <inheritdoc/>
    public Task<JobDetails?> FindAsync(string id, CancellationToken cancellationToken) =>
        AskAsync(() => inner.FindAsync(id, cancellationToken), Reading);

    /// <inheritdoc/>
    public Task<OperatorReply> RunAsync(OperatorEvent command, CancellationToken cancellationToken) => inner.RunAsync(command, cancellationToken);

    private async Task<T> AskAsync<T>(Func<Task<T>> ask, string permission)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (OperationsException exception) when (exception.InnerException is { } cause && AwsExplanation.IsOfAws(cause))
        {
            throw AwsExplanation.Of(cause, place, $"the table '{table}'", permission);
        }
    }
}
