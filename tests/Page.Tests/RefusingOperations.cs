using AsyncJobs.Jobs;
using AsyncJobs.Local.Operations;
using AsyncJobs.Operating;

namespace AsyncJobs.Page.Tests;

/// <summary>Jobs to which AWS may refuse access.</summary>
/// <param name="inner">The jobs.</param>
/// <param name="refusal">Why it does at the moment; null where it does not.</param>
internal sealed class RefusingOperations(IJobOperations inner, Func<string?> refusal) : IJobOperations
{
    public OperationsInfo Info => inner.Info;

    public IAsyncEnumerable<JobItem> ListAsync(JobListOptions options, CancellationToken cancellationToken)
    {
        Check();
        return inner.ListAsync(options, cancellationToken);
    }

    public Task<IReadOnlyList<JobItem>> ReadAsync(IReadOnlyCollection<JobItem> items, CancellationToken cancellationToken)
    {
        Check();
        return inner.ReadAsync(items, cancellationToken);
    }

    public Task<JobDetails?> FindAsync(string id, CancellationToken cancellationToken)
    {
        Check();
        return inner.FindAsync(id, cancellationToken);
    }

    public Task<OperatorReply> RunAsync(OperatorEvent command, CancellationToken cancellationToken)
    {
        Check();
        return inner.RunAsync(command, cancellationToken);
    }

    private void Check()
    {
        if (refusal() is { } reason)
            throw new OperationsException(reason) { IsForbidden = true };
    }
}
