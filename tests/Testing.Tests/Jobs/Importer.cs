using System.Collections.Concurrent;

namespace AsyncJobs.Testing.Tests.Jobs;

/// <summary>Notes the pages that it was given, and can be told to fail once.</summary>
public sealed class Importer
{
    private int? _failsAt;

    public ConcurrentQueue<int> Pages { get; } = [];

    public Importer FailsOnceAt(int page)
    {
        _failsAt = page;
        return this;
    }

    public void Import(int page)
    {
        if (_failsAt == page)
        {
            _failsAt = null;
            throw new IOException($"Page {page} cannot be read.");
        }

        Pages.Enqueue(page);
    }
}
