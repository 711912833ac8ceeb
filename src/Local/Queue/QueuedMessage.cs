namespace AsyncJobs.Local.Queue;

/// <summary>A message that the queue keeps. Whoever reads or changes what can change holds the queue's lock.</summary>
/// <param name="id">Its id; a duplicate has the same one.</param>
/// <param name="body">What was sent.</param>
/// <param name="sentAt">When.</param>
internal sealed class QueuedMessage(string id, string body, DateTimeOffset sentAt)
{
    public string Id => id;

    public string Body => body;

    public DateTimeOffset SentAt => sentAt;

    /// <summary>When it is delivered next.</summary>
    public DateTimeOffset VisibleAt { get; set; }

    /// <summary>How often it was delivered.</summary>
    public int ReceiveCount { get; set; }

    public DateTimeOffset FirstReceivedAt { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>What the last delivery was received under; null before the first.</summary>
    public string? Receipt { get; set; }

    /// <summary>Done when nothing more will happen to it.</summary>
    public Task Completion { get; set; } = Task.CompletedTask;
}
