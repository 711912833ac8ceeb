using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Texts;

namespace AsyncJobs.Hosting;

/// <summary>The platform's dispatcher, which is made when it is first used: most functions send nothing. That it cannot be made stays so.</summary>
internal sealed class DeferredDispatcher(JobPlatform platform) : IJobDispatcher
{
    private IJobDispatcher Dispatcher
    {
        get
        {
            try
            {
                return platform.Dispatcher;
            }
            catch (Exception exception)
            {
                throw new JobDispatchException(
                    $"Events cannot be sent: the dispatcher cannot be made. {ExceptionText.Message(exception)}", exception)
                {
                    IsTransient = false,
                };
            }
        }
    }

    public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        Dispatcher.SendAsync(job, payload, cancellationToken);
}
