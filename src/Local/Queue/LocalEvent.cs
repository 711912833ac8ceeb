namespace AsyncJobs.Local.Queue;

/// <summary>A delivery of an event that the queue has taken and not yet brought to an end.</summary>
/// <param name="job">The name of the job it is for.</param>
/// <param name="requestId">The id of its invocations; retries and duplicates carry the same one.</param>
/// <param name="payload">The event, UTF-8 JSON.</param>
internal sealed class LocalEvent(string job, string requestId, ReadOnlyMemory<byte> payload)
{
    public string Job => job;

    public string RequestId => requestId;

    public ReadOnlyMemory<byte> Payload => payload;

    /// <summary>How often a worker has been invoked with it.</summary>
    public int InvokeCount { get; set; }

    /// <summary>Done when nothing more will happen to it.</summary>
    public Task Completion { get; set; } = Task.CompletedTask;
}
