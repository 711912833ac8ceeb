namespace AsyncJobs.Storage.Tests.Versions;

/// <summary>One version of the library, as the functions of a deployment run it. All versions share a table and a clock.</summary>
internal interface IVersion
{
    /// <summary>What it writes and reads.</summary>
    IJobStore Store { get; }

    /// <summary>The platform delivers one of the job's events. The method returns "done".</summary>
    Task DeliverAsync(string id, string requestId, int continuation);

    /// <summary>The platform gives the event up.</summary>
    Task SettleAsync(string id, string requestId, int continuation);

    /// <summary>Somebody reads the job.</summary>
    Task ReadAsync(string id);

    /// <summary>The caller cancels the job.</summary>
    Task CancelAsync(string id);
}
