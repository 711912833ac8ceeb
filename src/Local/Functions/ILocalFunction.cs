namespace AsyncJobs.Local.Functions;

/// <summary>A Lambda function of the application.</summary>
internal interface ILocalFunction
{
    /// <summary>Runs it once.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="requestId">The id of the invocation.</param>
    /// <param name="waiting">Gives up while the invocation has not begun: every process that the function may have is busy.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="TimeoutException">The time was over before it was done.</exception>
    /// <exception cref="OperationCanceledException">It was given up before it began.</exception>
    Task<ReadOnlyMemory<byte>> InvokeAsync(ReadOnlyMemory<byte> payload, string requestId, CancellationToken waiting);
}
