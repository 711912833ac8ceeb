using AsyncJobs.Aws;
using AsyncJobs.Dispatch;
using AsyncJobs.Hosting;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>Clients whose practice and connections take until the test ends them. They call nothing.</summary>
internal sealed class HeldClients : AwsClients
{
    private readonly TaskCompletionSource _practice = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _connections = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void EndPractice() => _practice.TrySetResult();

    public void EndConnections() => _connections.TrySetResult();

    internal override IDynamoDbCalls OpenTable(Func<string, string?> environment)
    {
        _practice.Task.GetAwaiter().GetResult();
        throw new NotSupportedException("There is nothing to practice.");
    }

    internal override LambdaDispatcher OpenDispatcher(Func<string, string?> environment, Func<string, string> functionName) =>
        throw new NotSupportedException("There is nothing to practice.");

    internal override Task ConnectAsync(AwsCalls calls, Func<string, string?> environment, CancellationToken cancellationToken) => _connections.Task;

    internal override AwsClients ForPractice() => this;
}
