namespace AsyncJobs.Dispatch;

/// <summary>
/// Delivers a message to the settle function after a while: how a job is looked at again that may not end by itself. Used in trouble only; a job that
/// goes well sends nothing. Implementations are safe for concurrent use.
/// </summary>
public interface IDelayedDelivery
{
    /// <summary>Sends a message. When it returns, the platform keeps the message and will deliver it at least once.</summary>
    /// <param name="message">The message: JSON of at most 64 KB.</param>
    /// <param name="delay">
    /// How long to wait, from zero on. A queue that cannot wait as long delivers sooner: the message holds its own time, and settle puts it off
    /// again.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting; the message may then be sent or not.</param>
    /// <exception cref="JobDispatchException">
    /// The platform did not take the message, or it is unknown whether it did;
    /// <see cref="JobDispatchException.IsTransient"/> is false where it would refuse it again.
    /// </exception>
    ValueTask SendAsync(string message, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Puts off a message that settle has received. Settle then reports it as not processed, so that it comes again.</summary>
    /// <param name="receipt">What the delivery was received under: the record's <c>receiptHandle</c>.</param>
    /// <param name="delay">How long to wait. A queue that cannot wait as long delivers sooner.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="JobDispatchException">The message was not put off, or it is unknown whether it was.</exception>
    ValueTask PostponeAsync(string receipt, TimeSpan delay, CancellationToken cancellationToken);
}
