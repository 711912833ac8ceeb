namespace AsyncJobs.Local.Isolation;

/// <summary>A process that had nothing to do ended before it took the invocation that it was offered: another one can have it.</summary>
internal sealed class SandboxGoneException : Exception;
