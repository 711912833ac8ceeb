namespace AsyncJobs.Local.Queue;

/// <summary>What settle's queue is called.</summary>
internal static class QueueAddress
{
    public const string Account = "000000000000";
    public const string Name = "asyncjobs-local";

    /// <summary>The path of the queue's URL.</summary>
    public const string Path = $"/{Account}/{Name}";
}
