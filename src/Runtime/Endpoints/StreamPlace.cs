namespace AsyncJobs.Endpoints;

/// <summary>The place of one stream among those of its caller. Who disposes of it gives it back, once.</summary>
/// <param name="release">Gives it back; null for a stream that takes none.</param>
internal sealed class StreamPlace(Func<ValueTask>? release) : IAsyncDisposable
{
    private Func<ValueTask>? _release = release;

    /// <summary>That of a stream which is not counted.</summary>
    public static StreamPlace Uncounted { get; } = new(null);

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _release, null)?.Invoke() ?? default;
}
