using AsyncJobs.Logging;

namespace AsyncJobs.Jobs;

/// <summary>Has settle look at a job later, through the delayed delivery.</summary>
internal sealed class LaterLook(JobPlatform platform)
{
    /// <summary>Sends the message.</summary>
    /// <param name="message">Which job, when and why.</param>
    /// <param name="requestId">The invocation, for the log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <remarks>What the delivery throws comes out: the invocation then fails, and the platform delivers its event again.</remarks>
    public async ValueTask ScheduleAsync(DelayedMessage message, string requestId, CancellationToken cancellationToken)
    {
        if (platform.Delayed is not { } delayed)
        {
            platform.Log.Write(new JobLogEntry(JobLogLevel.Warning, "job.no-later-look")
            {
                Message = $"The job may have to be ended at {message.At:O}, and nothing will see to it before somebody reads it: this deployment has no queue. Set {JobEnvironment.Queue}.",
                Job = message.Job,
                JobId = message.Id,
                RequestId = requestId,
            });
            return;
        }

        TimeSpan delay = message.At - platform.Now();
        await delayed.SendAsync(message.Write(), delay > TimeSpan.Zero ? delay : TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        platform.Log.Write(new JobLogEntry(JobLogLevel.Information, "job.later-look")
        {
            Message = $"The job is looked at again at {message.At:O}.",
            Job = message.Job,
            JobId = message.Id,
            RequestId = requestId,
        });
    }
}
