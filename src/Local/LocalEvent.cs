namespace AsyncJobs.Local;

/// <summary>An event that the dispatcher has taken and not yet brought to an end.</summary>
/// <param name="Job">The name of the job it is for.</param>
/// <param name="RequestId">The id of its invocations; retries carry the same one.</param>
/// <param name="Payload">The event, UTF-8 JSON.</param>
internal sealed record LocalEvent(string Job, string RequestId, ReadOnlyMemory<byte> Payload)
{
    /// <summary>How often a worker has been invoked with it.</summary>
    public int InvokeCount { get; set; }

    /// <summary>Done when nothing more will happen to it.</summary>
    public Task Completion { get; set; } = Task.CompletedTask;
}
