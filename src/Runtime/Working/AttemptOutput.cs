using System.Text.Json;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Working;

/// <summary>Takes what the method of an attempt returns: JSON into memory, and a file into the payload store, in the time of the method.</summary>
/// <param name="json">Takes JSON.</param>
/// <param name="archive">Takes a file.</param>
/// <param name="record">The job as it was claimed.</param>
/// <param name="token">Tells it to stop.</param>
internal sealed class AttemptOutput(Utf8JsonWriter json, PayloadArchive archive, JobRecord record, CancellationToken token) : JobOutput
{
    /// <summary>The file, which is kept; null where there is none.</summary>
    public KeptFile? File { get; private set; }

    internal override Utf8JsonWriter Json => json;

    /// <summary>Checks that a file can be kept before the method is called: what it does would be for nothing.</summary>
    /// <exception cref="FileNotKeptException">It cannot.</exception>
    public void CheckKeepsFiles()
    {
        try
        {
            archive.CheckKeepsFiles();
        }
        catch (PayloadStoreException failure)
        {
            throw new FileNotKeptException(failure, isFinal: !failure.IsTransient);
        }
    }

    /// <exception cref="FileNotKeptException">The payload store does not take it.</exception>
    private protected override async ValueTask KeepFileAsync(JobFile file)
    {
        try
        {
            File = await archive.KeepFileAsync(record.Id, record.Lease!.Token, file, token).ConfigureAwait(false);
        }
        catch (PayloadStoreException failure)
        {
            throw new FileNotKeptException(failure, isFinal: false);
        }
    }
}
