using AsyncJobs.Aws;
using AsyncJobs.Dispatch;
using AsyncJobs.Hosting;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>Clients whose practice and connections take until the test ends them. They call nothing.</summary>
internal sealed class HeldClients : AwsClients
{
    private readonly AwsClients _clients = SdkClients.Instance.ForPractice();
    private readonly TaskCompletionSource _practice = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _connections = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void EndPractice() => _practice.TrySetResult();

    public void EndConnections() => _connections.TrySetResult();

    /// <summary>How often something began to practice.</summary>
    public int Practices { get; private set; }

    internal override IDynamoDbCalls OpenTable(Func<string, string?> environment)
    {
        Practices++;
        _practice.Task.GetAwaiter().GetResult();
        return _clients.OpenTable(environment);
    }

    internal override LambdaDispatcher OpenDispatcher(Func<string, string?> environment, Func<string, string> functionName) =>
        _clients.OpenDispatcher(environment, functionName);

    internal override Task ConnectAsync(AwsCalls calls, Func<string, string?> environment, CancellationToken cancellationToken) => _connections.Task;

    internal override AwsClients ForPractice() => this;
}
