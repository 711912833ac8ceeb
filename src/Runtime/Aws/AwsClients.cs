using AsyncJobs.Aws;
using AsyncJobs.Dispatch;

namespace AsyncJobs.Hosting;

/// <summary>
/// How the jobs of an application reach DynamoDB and Lambda: through the SDK, or through what a package beside this one has for functions that are
/// to start faster. Applications do not derive from it.
/// </summary>
public abstract class AwsClients
{
    private protected AwsClients()
    {
    }

    /// <summary>Makes the client of the jobs' table; sends nothing.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    internal abstract IDynamoDbCalls OpenTable(Func<string, string?> environment);

    /// <summary>Makes what hands events to workers; sends nothing.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="functionName">The function that works on a job, by the job's name.</param>
    internal abstract LambdaDispatcher OpenDispatcher(Func<string, string?> environment, Func<string, string> functionName);

    /// <summary>Opens the connections that a function is going to use, before its first requests.</summary>
    /// <param name="calls">What it is going to call.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HttpRequestException">A service cannot be reached.</exception>
    internal abstract Task ConnectAsync(AwsCalls calls, Func<string, string?> environment, CancellationToken cancellationToken);

    /// <summary>The same without a network, and with credentials that are made up: every request is answered as if it had succeeded.</summary>
    internal abstract AwsClients ForPractice();
}
