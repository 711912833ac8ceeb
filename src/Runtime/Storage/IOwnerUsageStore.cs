using AsyncJobs.Limits;

namespace AsyncJobs.Storage;

/// <summary>
/// Where it is counted what each owner has. Each call is atomic for its one owner; all of them agree with <see cref="OwnerUsage.Apply"/>.
/// </summary>
internal interface IOwnerUsageStore
{
    /// <summary>Reads what is counted, with every write that was confirmed before.</summary>
    /// <param name="key">The owner, by <see cref="OwnerKey"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where nothing is.</returns>
    ValueTask<OwnerUsage?> GetUsageAsync(string key, CancellationToken cancellationToken);

    /// <summary>Applies a change in one conditional write.</summary>
    /// <returns>Whether it was applied. One that was applied before, and whose answer was lost, is refused.</returns>
    ValueTask<bool> ApplyAsync(string key, UsageChange change, CancellationToken cancellationToken);
}
