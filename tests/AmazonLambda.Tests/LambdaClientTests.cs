#if AWSSDK_LAMBDA
using Amazon.Lambda;
using Amazon.Runtime;
using AsyncJobs.Dispatch;
using AsyncJobs.Storage.Tests.Dispatch;

namespace AsyncJobs.AmazonLambda.Tests;

/// <summary>The client of AWSSDK.Lambda as a dispatcher, against a Lambda on a socket.</summary>
public sealed class LambdaClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_goes_out_as_lambdas_asynchronous_invoke()
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync(Token);
        using AmazonLambdaClient client = Client(lambda);
        byte[] payload = [.. "...{\"a\":1}..."u8];

        await client.CreateJobDispatcher(static job => $"worker-{job}:live").SendAsync("imports", payload.AsMemory(3, 7), Token);

        FakeLambda.Call call = Assert.Single(lambda.Calls);
        Assert.Equal(("POST", "/2015-03-31/functions/worker-imports%3Alive/invocations", "Event"), (call.Method, call.Target, call.Headers["X-Amz-Invocation-Type"]));
        Assert.Equal("{\"a\":1}"u8.ToArray(), call.Body);
    }

    [Theory]
    [InlineData(429, "TooManyRequestsException", "throttles")]
    [InlineData(500, "ServiceException", "failed to take the event")]
    [InlineData(404, "ResourceNotFoundException", "no Lambda function 'worker'")]
    public async Task A_refusal_is_told_as_that_of_the_dispatchers_own_client(int status, string errorType, string part)
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync(Token);
        for (int i = 0; i < 10; i++)
            lambda.Then(status, errorType, "{\"message\":\"said so\"}");
        using AmazonLambdaClient client = Client(lambda);

        JobDispatchException exception = await Assert.ThrowsAsync<JobDispatchException>(
            () => client.CreateJobDispatcher(static _ => "worker").SendAsync("imports", "{}"u8.ToArray(), Token).AsTask());

        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        Assert.Contains(errorType, exception.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<AmazonLambdaException>(exception.InnerException);
    }

    private static AmazonLambdaClient Client(FakeLambda lambda) => new(
        new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
        new AmazonLambdaConfig { ServiceURL = lambda.Url, AuthenticationRegion = "eu-west-1", MaxErrorRetry = 1 });
}
#endif
