// libraries: AmazonLambdaCore, PollyV7
using System.Data.Common;
using Amazon.Lambda.Core;
using Polly;

public class Store(DbCommand command)
{
    private static readonly IAsyncPolicy s_policy = Policy.TimeoutAsync(TimeSpan.FromSeconds(10));

    public Task<int> Run(CancellationToken token) => s_policy.ExecuteAsync(ct => command.ExecuteNonQueryAsync(ct), token);
}
