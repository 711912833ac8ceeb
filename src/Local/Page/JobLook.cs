namespace AsyncJobs.Local.Page;

/// <summary>What there is to see of a job at one moment.</summary>
/// <param name="Job">Its document, UTF-8 JSON.</param>
/// <param name="Log">Its log lines, UTF-8 JSON; null where nobody has them.</param>
/// <param name="IsSettled">Whether hardly anything of it changes any more: it has ended, and has no callback that is still to come.</param>
internal readonly record struct JobLook(ReadOnlyMemory<byte> Job, ReadOnlyMemory<byte>? Log, bool IsSettled);
