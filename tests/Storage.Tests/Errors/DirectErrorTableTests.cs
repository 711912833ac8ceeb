using Amazon.Runtime;
using AsyncJobs.Aws;
using AsyncJobs.Direct;
using AsyncJobs.Dispatch;
using Xunit;

namespace AsyncJobs.Storage.Tests.Errors;

/// <summary>
/// The same table with the clients of AsyncJobs.Direct, for the services that they know. Each error is also compared with what the SDK's clients make of it: the same
/// exception, the same message.
/// </summary>
public sealed class DirectErrorTableTests : ErrorTableTests
{
    private protected override async Task<Exception> FailAsync(AwsService service, int status, string code)
    {
        Exception ofSdk = await base.FailAsync(service, status, code);
        if (service is not (AwsService.DynamoDb or AwsService.Lambda))
            return ofSdk;

        Exception ofDirect = await FailDirectlyAsync(service, new AnsweringHttp(service, status, code));
        Assert.Equal(Described(ofSdk), Described(ofDirect));
        if (ofSdk is JobStoreException or JobDispatchException)
        {
            Assert.Equal(ofSdk.GetType(), ofDirect.GetType());
            Assert.Equal(Described(ofSdk.InnerException!), Described(ofDirect.InnerException!));
            Assert.IsAssignableFrom(ofSdk.InnerException!.GetType(), ofDirect.InnerException);
        }

        // The SDK knows fewer of DynamoDB's exceptions in an answer to a read.
        Assert.IsAssignableFrom(ofSdk.GetType(), ofDirect);
        return ofDirect;
    }

    // What was tried once by the SDK here was tried four times by these clients.
    private static string Described(Exception error) =>
        error.Message.Replace("asked 4 times", "asked 1 times", StringComparison.Ordinal)
        + (error is JobDispatchException dispatch ? $" {dispatch.IsTransient}" : "")
        + (error is AmazonServiceException refusal ? $" {refusal.ErrorCode} {refusal.StatusCode} {refusal.RequestId} {refusal.ErrorType}" : "");

    private static async Task<Exception> FailDirectlyAsync(AwsService service, AnsweringHttp http)
    {
        DirectClients clients = new(new HttpMessageInvoker(http.CreateHandler()), keys: null, TimeProvider.System) { Jitter = static () => 0 };
        return await Assert.ThrowsAnyAsync<Exception>(() => service is AwsService.DynamoDb ? GetAsync(clients) : InvokeAsync(clients));
    }

    private static async Task GetAsync(DirectClients clients)
    {
        using IDynamoDbCalls table = clients.OpenTable(Environment);
        await new DynamoDbJobStore(table, "jobs").GetAsync("id", TestContext.Current.CancellationToken);
    }

    private static async Task InvokeAsync(DirectClients clients)
    {
        using LambdaDispatcher dispatcher = clients.OpenDispatcher(Environment, static job => job);
        await dispatcher.SendAsync("reports", "{}"u8.ToArray(), TestContext.Current.CancellationToken);
    }

    private static string? Environment(string name) => name switch
    {
        "AWS_REGION" => "eu-west-3",
        "AWS_ACCESS_KEY_ID" or "AWS_SECRET_ACCESS_KEY" => "local",
        _ => null,
    };
}
