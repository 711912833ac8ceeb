using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;

namespace AsyncJobs.Local.Isolation;

/// <summary>One process of a function with its Runtime API: one invocation at a time, killed at the deadline or beyond its memory.</summary>
internal sealed class Sandbox : IAsyncDisposable
{
    private static readonly TimeSpan s_memoryInterval = TimeSpan.FromMilliseconds(100);

    // Whoever asks for its next invocation does so at once; a process that ends after its reply takes longer.
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(50);

    private readonly FunctionSettings _function;
    private readonly SandboxApi _api;
    private readonly LoopbackServer _server;
    private readonly SandboxProcess _process;
    private readonly SandboxLog _log;
    private readonly TimeProvider _time;
    private string? _requestId;
    private int _isEndReported;

    private Sandbox(FunctionSettings function, SandboxApi api, LoopbackServer server, SandboxProcess process, SandboxLog log, TimeProvider time)
    {
        _function = function;
        _api = api;
        _server = server;
        _process = process;
        _log = log;
        _time = time;
        _ = ReportEndAsync();
    }

    /// <summary>Done when the process has ended.</summary>
    public Task Ended => _process.Exited;

    /// <summary>Starts a process.</summary>
    public static async Task<Sandbox> StartAsync(
        FunctionSettings function, ProgramStart program, FunctionEnvironment environment, SandboxLog log, TimeProvider time)
    {
        SandboxApi api = new(function);
        LoopbackServer server = await LoopbackServer.StartAsync(mostBodyBytes: null, api.HandleAsync).ConfigureAwait(false);
        try
        {
            string runtimeApi = server.Authority;
            TaskCompletionSource<int> id = new(TaskCreationOptions.RunContinuationsAsynchronously);
            SandboxProcess process = SandboxProcess.Start(
                program,
                variables => environment.Apply(variables, function, runtimeApi),
                line => log.Line(id.Task.Result, line));
            id.SetResult(process.Id);
            log.Started(process.Id);
            return new Sandbox(function, api, server, process, log, time);
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs an invocation in the process.</summary>
    /// <param name="invocation">The invocation.</param>
    /// <param name="killAfter">When to kill the process; null for never.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="SandboxGoneException">The process ended without having taken it.</exception>
    /// <exception cref="FunctionErrorException">The process reported an error, or ended.</exception>
    /// <exception cref="TimeoutException">The process was killed at the deadline.</exception>
    public async Task<ReadOnlyMemory<byte>> InvokeAsync(SandboxInvocation invocation, TimeSpan? killAfter)
    {
        bool isNew = !_api.Asked.IsCompleted;
        _requestId = invocation.RequestId;
        await StartedAsync(invocation).ConfigureAwait(false);

        invocation.Deadline = _time.GetUtcNow() + _function.Timeout;
        _api.Offer(invocation);
        await RunAsync(invocation, killAfter).ConfigureAwait(false);
        if (!invocation.Done.IsCompleted)
        {
            if (!invocation.IsTaken && !isNew)
                throw new SandboxGoneException();
            throw ReportExit();
        }

        _requestId = null;
        await WaitAsync(Task.WhenAny(_api.Asked, Ended), s_turn).ConfigureAwait(false);
        return await invocation.Done.ConfigureAwait(false);
    }

    /// <summary>Waits until the process asks for its next invocation, as long as the one before might have taken.</summary>
    /// <returns>False when it has ended.</returns>
    public async Task<bool> IsReadyAgainAsync()
    {
        if (!await WaitAsync(Task.WhenAny(_api.Asked, Ended), _function.Timeout).ConfigureAwait(false))
            await KillAsync().ConfigureAwait(false);
        return _api.Asked.IsCompleted && !Ended.IsCompleted;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task StartedAsync(SandboxInvocation invocation)
    {
        if (!await WaitAsync(Task.WhenAny(_api.Asked, Ended), PlatformLimits.InitTimeout + _function.Timeout).ConfigureAwait(false))
        {
            _log.TimedOut(_process.Id, invocation.RequestId);
            await KillAsync().ConfigureAwait(false);
            throw TimedOut();
        }

        if (!_api.Asked.IsCompleted)
            throw ReportExit();
    }

    private async Task RunAsync(SandboxInvocation invocation, TimeSpan? killAfter)
    {
        long start = _time.GetTimestamp();
        while (!invocation.Done.IsCompleted && !Ended.IsCompleted)
        {
            TimeSpan elapsed = _time.GetElapsedTime(start);
            if (elapsed >= _function.Timeout)
            {
                _log.TimedOut(_process.Id, invocation.RequestId);
                await KillAsync().ConfigureAwait(false);
                throw TimedOut();
            }

            if (elapsed >= killAfter)
            {
                _log.Killed(_process.Id, invocation.RequestId, elapsed);
                await KillAsync().ConfigureAwait(false);
                return;
            }

            if (_function.MemoryMegabytes > 0 && _process.MemoryBytes is var bytes && bytes > _function.MemoryMegabytes * 1024L * 1024)
            {
                _log.OutOfMemory(_process.Id, invocation.RequestId, bytes);
                await KillAsync().ConfigureAwait(false);
                return;
            }

            TimeSpan next = _function.Timeout - elapsed;
            if (killAfter is { } kill && kill - elapsed < next)
                next = kill - elapsed;
            if (_function.MemoryMegabytes > 0 && s_memoryInterval < next)
                next = s_memoryInterval;
            await WaitAsync(Task.WhenAny(invocation.Done, Ended), next).ConfigureAwait(false);
        }
    }

    private TimeoutException TimedOut() => new($"Task timed out after {_function.Timeout.TotalSeconds:0.00} seconds");

    private FunctionErrorException ReportExit()
    {
        if (_api.InitError is { } error)
            return error;

        string reason = $"Runtime exited with error: {_process.ExitReason}";
        return new FunctionErrorException("Runtime.ExitError", reason);
    }

    private async Task KillAsync()
    {
        Interlocked.Exchange(ref _isEndReported, 1);
        _process.Kill();
        await Ended.ConfigureAwait(false);
    }

    // Not what was killed here: that is told with its reason.
    private async Task ReportEndAsync()
    {
        await Ended.ConfigureAwait(false);
        if (Interlocked.Exchange(ref _isEndReported, 1) == 0)
            _log.Exited(_process.Id, _requestId, _process.ExitReason);
    }

    private async Task<bool> WaitAsync(Task task, TimeSpan limit)
    {
        if (task.IsCompleted)
            return true;

        using CancellationTokenSource stop = new();
        bool isInTime = await Task.WhenAny(task, Task.Delay(limit, _time, stop.Token)).ConfigureAwait(false) == task;
        await stop.CancelAsync().ConfigureAwait(false);
        return isInTime;
    }
}
