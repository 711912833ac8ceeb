using System.Collections.Concurrent;

namespace AsyncJobs.Page.App;

/// <summary>Where jobs wait until a test lets them take their next step.</summary>
internal static class Gates
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> s_gates = new(StringComparer.Ordinal);

    public static Task PassAsync(string name, CancellationToken cancellationToken) => Of(name).WaitAsync(cancellationToken);

    public static void Open(string name) => Of(name).Release();

    private static SemaphoreSlim Of(string name) => s_gates.GetOrAdd(name, static _ => new SemaphoreSlim(0));
}
