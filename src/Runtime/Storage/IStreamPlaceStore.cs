using AsyncJobs.Limits;

namespace AsyncJobs.Storage;

/// <summary>
/// Where the streams of each owner take their places. Each call is atomic for its one owner; all of them agree with
/// <see cref="StreamPlaces.Apply"/>.
/// </summary>
internal interface IStreamPlaceStore
{
    /// <summary>Applies a change in one conditional write.</summary>
    /// <param name="key">The owner, by <see cref="OwnerKey.OfStreams"/>.</param>
    /// <param name="change">The step.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// Null where it was applied; else the places as they stood when it was refused. A place that was taken by an earlier try of the same request,
    /// whose answer was lost, is among them.
    /// </returns>
    ValueTask<StreamPlaces?> ApplyAsync(string key, StreamChange change, CancellationToken cancellationToken);
}
