using AsyncJobs.Aws;
using AsyncJobs.Direct;

namespace AsyncJobs.Storage.Tests;

/// <summary>The jobs' table through the clients of AsyncJobs.Direct, which keep every promise that those of the SDK keep.</summary>
internal static class DirectTable
{
    /// <summary>Opens the table of a DynamoDB Local.</summary>
    /// <param name="endpoint">Where it is.</param>
    /// <param name="handler">Stands between; null for connections.</param>
    internal static IDynamoDbCalls Open(string endpoint, HttpMessageHandler? handler = null)
    {
        DirectClients clients = handler is null ? DirectClients.Instance : new DirectClients(new HttpMessageInvoker(handler), keys: null, TimeProvider.System);
        return clients.OpenTable(name => name switch
        {
            "AWS_ENDPOINT_URL_DYNAMODB" => endpoint,
            "AWS_REGION" => "eu-central-1",
            "AWS_ACCESS_KEY_ID" or "AWS_SECRET_ACCESS_KEY" => "local",
            _ => null,
        });
    }
}
