using AsyncJobs.Events;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;
using AsyncJobs.Local.Queue;

namespace AsyncJobs.Local.Isolation;

/// <summary>A function with a process for each invocation that runs at the same time, up to a limit. Processes are used again.</summary>
internal sealed class IsolatedFunction(
    FunctionSettings settings,
    int concurrency,
    ProgramStart program,
    FunctionEnvironment environment,
    FaultPlan faults,
    LocalJobLog log,
    TimeProvider time)
    : IStreamingFunction, IAsyncDisposable
{
    // What --kill takes as the length of the first invocation.
    private static readonly TimeSpan s_firstGuess = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _slots = new(concurrency);
    private readonly SandboxLog _log = new(log, settings);
    private readonly Stack<Sandbox> _idle = new();
    private readonly HashSet<Sandbox> _all = [];
    private readonly object _gate = new();
    private TimeSpan _usual = s_firstGuess;
    private bool _isStopped;

    public Task<ReadOnlyMemory<byte>> InvokeAsync(ReadOnlyMemory<byte> payload, string requestId, CancellationToken waiting) =>
        RunAsync(payload, requestId, null, waiting);

    public Task<ReadOnlyMemory<byte>> InvokeAsync(
        ReadOnlyMemory<byte> payload, string requestId, IReplyStream stream, CancellationToken waiting) =>
        RunAsync(payload, requestId, stream, waiting);

    public async ValueTask DisposeAsync()
    {
        Sandbox[] all;
        lock (_gate)
        {
            _isStopped = true;
            all = [.. _all];
        }

        await Task.WhenAll(all.Select(sandbox => DropAsync(sandbox))).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> RunAsync(
        ReadOnlyMemory<byte> payload, string requestId, IReplyStream? stream, CancellationToken waiting)
    {
        await _slots.WaitAsync(waiting).ConfigureAwait(false);
        Sandbox? sandbox = null;
        try
        {
            while (true)
            {
                sandbox = await TakeAsync().ConfigureAwait(false);
                try
                {
                    return await InvokeAsync(sandbox, new SandboxInvocation(requestId, payload, stream)).ConfigureAwait(false);
                }
                catch (SandboxGoneException)
                {
                    await DropAsync(sandbox).ConfigureAwait(false);
                    sandbox = null;
                }
            }
        }
        finally
        {
            _ = GiveBackAsync(sandbox);
        }
    }

    private async Task<ReadOnlyMemory<byte>> InvokeAsync(Sandbox sandbox, SandboxInvocation invocation)
    {
        TimeSpan usual;
        lock (_gate)
            usual = _usual;
        ReadOnlyMemory<byte> reply = await sandbox.InvokeAsync(invocation, faults.KillAfter(usual)).ConfigureAwait(false);
        TimeSpan elapsed = time.GetUtcNow() - (invocation.Deadline - settings.Timeout);
        lock (_gate)
            _usual += (elapsed - _usual) / 8;
        return reply;
    }

    private async Task<Sandbox> TakeAsync()
    {
        lock (_gate)
        {
            if (_isStopped)
                throw new FunctionErrorException("Runtime.Stopped", "The local host has stopped.");
            while (_idle.TryPop(out Sandbox? idle))
            {
                if (!idle.Ended.IsCompleted)
                    return idle;
                _ = DropAsync(idle);
            }
        }

        Sandbox started = await Sandbox.StartAsync(settings, program, environment, _log, time).ConfigureAwait(false);
        bool isStopped;
        lock (_gate)
        {
            _all.Add(started);
            isStopped = _isStopped;
        }

        if (isStopped)
            await DropAsync(started).ConfigureAwait(false);
        return started;
    }

    private async Task GiveBackAsync(Sandbox? sandbox)
    {
        if (sandbox is not null)
        {
            if (await sandbox.IsReadyAgainAsync().ConfigureAwait(false))
            {
                lock (_gate)
                    _idle.Push(sandbox);
            }
            else
            {
                await DropAsync(sandbox).ConfigureAwait(false);
            }
        }

        _slots.Release();
    }

    private async Task DropAsync(Sandbox sandbox)
    {
        lock (_gate)
        {
            if (!_all.Remove(sandbox))
                return;
        }

        await sandbox.DisposeAsync().ConfigureAwait(false);
    }
}
