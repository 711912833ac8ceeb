using AsyncJobs.Hosting;

namespace AsyncJobs.Jobs;

/// <summary>The time during which an application is the one that jobs are started in. Dispose of it where it was entered.</summary>
public readonly struct EnteredApp : IDisposable
{
    private readonly AmbientApp? _before;
    private readonly bool _isEntered;

    internal EnteredApp(AmbientApp? before)
    {
        _before = before;
        _isEntered = true;
    }

    /// <summary>Makes that one current again which was so before.</summary>
    public void Dispose()
    {
        if (_isEntered)
            AmbientApp.Current = _before;
    }
}
