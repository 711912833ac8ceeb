using AsyncJobs.Events;
using AsyncJobs.Local.Functions;

namespace AsyncJobs.Local.Isolation;

/// <summary>One invocation that a process is given.</summary>
/// <param name="requestId">Its id.</param>
/// <param name="payload">The event.</param>
/// <param name="stream">Takes a reply that is streamed; null where what asks takes it as a whole.</param>
internal sealed class SandboxInvocation(string requestId, ReadOnlyMemory<byte> payload, IReplyStream? stream = null)
{
    private readonly TaskCompletionSource<ReadOnlyMemory<byte>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId => requestId;

    public ReadOnlyMemory<byte> Payload => payload;

    public IReplyStream? Stream => stream;

    /// <summary>When the process is killed.</summary>
    public DateTimeOffset Deadline { get; set; }

    /// <summary>Whether the process has asked for it and was answered.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The reply, or the error that the process reported.</summary>
    public Task<ReadOnlyMemory<byte>> Done => _done.Task;

    public void Succeed(ReadOnlyMemory<byte> reply) => _done.TrySetResult(reply);

    public void Fail(FunctionErrorException error)
    {
        if (_done.TrySetException(error))
            _ = _done.Task.Exception;
    }
}
