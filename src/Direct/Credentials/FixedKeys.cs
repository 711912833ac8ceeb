namespace AsyncJobs.Direct.Credentials;

/// <summary>Keys that stay. Lambda ends a process before those expire that it put into the environment.</summary>
/// <param name="keys">The keys.</param>
internal sealed class FixedKeys(AccessKeys keys) : KeySource
{
    /// <inheritdoc/>
    public override ValueTask<AccessKeys> GetAsync(CancellationToken cancellationToken) => new(keys);

    /// <inheritdoc/>
    public override bool Forget(AccessKeys keys) => false;
}
