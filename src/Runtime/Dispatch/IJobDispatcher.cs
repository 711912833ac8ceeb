namespace AsyncJobs.Dispatch;

/// <summary>Hands a job's event to its worker.</summary>
public interface IJobDispatcher
{
    /// <summary>Sends the event. When it returns, the platform has taken the event over and will deliver it at least once.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="payload">The event, UTF-8 JSON of at most 1 MB. Valid only until the returned task is done.</param>
    /// <param name="cancellationToken">Gives up waiting; the event may then have been taken or not.</param>
    /// <exception cref="JobDispatchException">
    /// The platform did not take the event, or it is unknown whether it did. It is tried again, unless <see cref="JobDispatchException.IsTransient"/>
    /// is false: set that where the platform would refuse the event again.
    /// </exception>
    ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);
}
