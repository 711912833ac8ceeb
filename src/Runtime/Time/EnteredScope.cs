using AsyncJobs.Time;

namespace AsyncJobs;

/// <summary>The time during which a budget or the ids of an invocation are current. Dispose of it where it was entered.</summary>
public readonly struct EnteredScope : IDisposable
{
    private readonly Ambient? _before;

    internal EnteredScope(Ambient? before) => _before = before;

    /// <summary>Makes current again what was current before.</summary>
    public void Dispose() => Ambient.Restore(_before);
}
