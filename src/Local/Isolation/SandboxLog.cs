using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;
using AsyncJobs.Logging;

namespace AsyncJobs.Local.Isolation;

/// <summary>Says what happens to one process.</summary>
internal sealed class SandboxLog(LocalJobLog log, FunctionSettings function)
{
    public void Started(int processId) => log.WriteProcess(JobLogLevel.Information, "process.started", function.Name, processId, null, null);

    public void Exited(int processId, string? requestId, string reason) =>
        log.WriteProcess(requestId is null ? JobLogLevel.Warning : JobLogLevel.Error, "process.exited", function.Name, processId, requestId, reason);

    public void TimedOut(int processId, string? requestId) =>
        log.WriteProcess(
            JobLogLevel.Error, "process.timed-out", function.Name, processId, requestId,
            $"killed at its deadline, after {function.Timeout.TotalSeconds:0.##} s");

    public void OutOfMemory(int processId, string requestId, long bytes) =>
        log.WriteProcess(
            JobLogLevel.Error, "process.out-of-memory", function.Name, processId, requestId,
            $"killed with {bytes / 1024 / 1024} MB, more than the {function.MemoryMegabytes} MB of its function");

    public void Killed(int processId, string requestId, TimeSpan after) =>
        log.WriteProcess(
            JobLogLevel.Warning, "process.killed", function.Name, processId, requestId,
            $"as --kill asks for, {after.TotalMilliseconds:0} ms after the invocation began");

    public void Line(int processId, string line) => log.WriteOutput(function.Name, processId, line);
}
