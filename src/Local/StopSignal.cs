using System.Runtime.InteropServices;

namespace AsyncJobs.Local;

/// <summary>
/// Ctrl-C and SIGTERM. Ctrl-C a second time ends the process as it would without this; SIGTERM a second time does not, since whoever
/// ends a group of processes and a parent that passes the signal on both send it.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public StopSignal()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Take);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take);
    }

    /// <summary>Done when the first one has come.</summary>
    public Task Came => _came.Task;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        bool isFirst = _came.TrySetResult();
        context.Cancel = isFirst || context.Signal is PosixSignal.SIGTERM;
    }
}
