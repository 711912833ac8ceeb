using AsyncJobs.Local.Operations;
using AsyncJobs.Tool.Failures;

namespace AsyncJobs.Tool.Places;

/// <summary>The jobs that the command line names, with what has to be closed afterwards.</summary>
internal sealed class JobPlace(IJobOperations operations, params IDisposable[] parts) : IDisposable
{
    /// <summary>The jobs.</summary>
    public IJobOperations Operations => operations;

    /// <summary>Whether the jobs of one owner are listed without reading all.</summary>
    public bool ListsOwners { get; init; }

    /// <summary>Fails unless jobs can be cancelled and run again here.</summary>
    /// <exception cref="ToolException">They cannot.</exception>
    public void CheckCommands()
    {
        if (operations.Info.WhyNoCommands is { } reason)
            throw ToolException.BadCommandLine(reason);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable part in parts)
            part.Dispose();
    }
}
