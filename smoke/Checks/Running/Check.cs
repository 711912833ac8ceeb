namespace AsyncJobs.Smoke.Running;

/// <summary>Something that has to be so.</summary>
/// <param name="Name">A few words.</param>
/// <param name="RunAsync">Looks, and says what it saw; throws where that is not as it should be.</param>
internal sealed record Check(string Name, Func<Deployment, CancellationToken, Task<string>> RunAsync)
{
    /// <summary>Why it cannot run on the local host; null if it can.</summary>
    public string? NotLocally { get; init; }
}
