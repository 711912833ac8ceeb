using AsyncJobs.Jobs;
using AsyncJobs.Operating;

namespace AsyncJobs.Local.Operations;

/// <summary>What an operator sees of the jobs of one deployment, and does with them, whoever owns them.</summary>
internal interface IJobOperations
{
    /// <summary>Where the jobs are and what can be done with them.</summary>
    OperationsInfo Info { get; }

    /// <summary>Lists jobs, the newest first, as they are asked for. It writes nothing, and may be some time old.</summary>
    /// <exception cref="OperationsException">The jobs cannot be listed; the message says why and what to do.</exception>
    IAsyncEnumerable<JobItem> ListAsync(JobListOptions options, CancellationToken cancellationToken);

    /// <summary>Reads jobs that a list had. Left out is what is gone.</summary>
    /// <exception cref="OperationsException">They cannot be read.</exception>
    Task<IReadOnlyList<JobItem>> ReadAsync(IReadOnlyCollection<JobItem> items, CancellationToken cancellationToken);

    /// <summary>Reads a job with all that is known of it. It writes nothing.</summary>
    /// <returns>Null where there is none of this id.</returns>
    /// <exception cref="OperationsException">It cannot be read.</exception>
    Task<JobDetails?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Has the application cancel a job, or run it again.</summary>
    /// <exception cref="OperationsException">No function can be asked, or it gave no answer; whether it did something may be open.</exception>
    Task<OperatorReply> RunAsync(OperatorEvent command, CancellationToken cancellationToken);
}
