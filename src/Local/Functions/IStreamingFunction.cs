using AsyncJobs.Events;

namespace AsyncJobs.Local.Functions;

/// <summary>A Lambda function whose replies can be passed on as they come.</summary>
internal interface IStreamingFunction : ILocalFunction
{
    /// <summary>Runs it once.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="requestId">The id of the invocation.</param>
    /// <param name="stream">Takes a reply that is streamed.</param>
    /// <param name="waiting">Gives up while the invocation has not begun: every process that the function may have is busy.</param>
    /// <returns>The reply, where it was not streamed; else nothing.</returns>
    /// <exception cref="TimeoutException">The time was over before it was done.</exception>
    /// <exception cref="OperationCanceledException">It was given up before it began.</exception>
    Task<ReadOnlyMemory<byte>> InvokeAsync(ReadOnlyMemory<byte> payload, string requestId, IReplyStream stream, CancellationToken waiting);
}
