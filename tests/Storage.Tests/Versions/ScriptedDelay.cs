using AsyncJobs.Dispatch;

namespace AsyncJobs.Storage.Tests.Versions;

/// <summary>The jobs' queue: keeps what is sent to it.</summary>
internal sealed class ScriptedDelay : IDelayedDelivery
{
    public List<(string Message, TimeSpan Delay)> Sent { get; } = [];

    public ValueTask SendAsync(string message, TimeSpan delay, CancellationToken cancellationToken)
    {
        Sent.Add((message, delay));
        return default;
    }

    public ValueTask PostponeAsync(string receipt, TimeSpan delay, CancellationToken cancellationToken) => default;
}
