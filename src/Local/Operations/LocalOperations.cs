using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Functions;
using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.Local.Operations;

/// <summary>The jobs of a local host, for whoever looks at them on this machine.</summary>
internal static class LocalOperations
{
    /// <param name="place">Where the jobs are.</param>
    /// <param name="store">Their store.</param>
    /// <param name="lists">Which indexes it has.</param>
    /// <param name="status">The function that serves their URLs.</param>
    /// <param name="time">The clock.</param>
    public static IJobOperations Of(string place, IJobStore store, LocalLists lists, ILocalFunction status, TimeProvider time)
    {
        // Lists cost nothing here, whether there is an index or not.
        OperationsInfo info = new(place);
        TimeSpan lostAfter = TimeSpan.FromSeconds(DeploymentDefaults.LostAfterSeconds);
        return new StoreOperations(info, store, new JobLists(lists.OfOwners, lists.OfAll), lostAfter, InvokeAsync, time);

        async Task<ReadOnlyMemory<byte>> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
        {
            try
            {
                return await status.InvokeAsync(payload, Guid.NewGuid().ToString(), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is TimeoutException or FunctionErrorException or OperationCanceledException)
            {
                throw new OperationsException($"The function that serves the jobs' URLs did not do it: {exception.Message}", exception);
            }
        }
    }
}
