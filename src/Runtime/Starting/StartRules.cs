using AsyncJobs.Callbacks;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Starting;

/// <summary>What holds for every start of a job, by HTTP and from code.</summary>
/// <param name="callbacks">Which callbacks may be registered; null for none.</param>
/// <param name="secret">Makes the ids unguessable that derive from idempotency keys.</param>
internal sealed class StartRules(CallbackOptions? callbacks, ReadOnlyMemory<byte> secret)
{
    /// <summary>The id of a job: the one that its idempotency key stands for, or a new one.</summary>
    public string IdOf(JobDefinition job, string? owner, string? key) => key is null ? JobId.New() : IdOf(job.Name, owner, key);

    /// <summary>The id that an idempotency key stands for.</summary>
    public string IdOf(string job, string? owner, string key) => JobId.Derive(job, owner, key, secret.Span);

    /// <summary>Whether any callback may be registered.</summary>
    public bool HasCallbacks => callbacks is not null;

    /// <summary>What is wrong with a callback's URL, to end a sentence that begins with it; null for nothing.</summary>
    public string? CallbackFault(string? url) => url is null ? null : CallbackUrl.Fault(url, callbacks);
}
