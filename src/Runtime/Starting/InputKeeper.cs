using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Starting;

/// <summary>Keeps the inputs of jobs that can be run again, and forgets those of jobs that were not started after all.</summary>
internal sealed class InputKeeper(IKeptInputStore inputs, TimeProvider time, StartLog log)
{
    /// <summary>Keeps the input beside the job, if the record says that it is there.</summary>
    public async ValueTask KeepAsync(JobRecord record, JobStartRequest request, CancellationToken cancellationToken)
    {
        if (record.IsInputKept)
            await inputs.KeepInputAsync(record.Id, request.Envelope.Kept(time.RecordNow()), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the input of a job whose record is gone. Never throws: what stays expires, and nobody can reach it.</summary>
    public async ValueTask ForgetAsync(JobStartRequest request, CancellationToken cancellationToken)
    {
        if (!request.Envelope.IsInputKept)
            return;

        try
        {
            await inputs.RemoveInputAsync(request.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.InputNotRemoved(request, exception);
        }
    }
}
