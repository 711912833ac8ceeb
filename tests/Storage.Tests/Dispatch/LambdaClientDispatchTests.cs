using System.Net;
using Amazon.Runtime;
using AsyncJobs.Dispatch;
using Xunit;

namespace AsyncJobs.Storage.Tests.Dispatch;

/// <summary>A dispatcher over a client that exists, as generated code makes it over that of AWSSDK.Lambda.</summary>
public sealed class LambdaClientDispatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_client_gets_the_function_the_event_and_the_token()
    {
        byte[] buffer = [.. "...{}..."u8];
        List<(string Function, string Payload, CancellationToken Token)> calls = [];
        using LambdaDispatcher dispatcher = new(job => "worker-" + job, null, (function, payload, token) =>
        {
            calls.Add((function, System.Text.Encoding.UTF8.GetString(payload.ToArray()), token));
            return Task.FromResult(HttpStatusCode.Accepted);
        });

        await dispatcher.SendAsync("reports", buffer.AsMemory(3, 2), Token);

        Assert.Equal([("worker-reports", "{}", Token)], calls);
    }

    [Theory]
    [InlineData(429, "TooManyRequestsException", "throttles", "4 times")]
    [InlineData(500, "ServiceException", "failed to take the event", "4 times")]
    [InlineData(404, "ResourceNotFoundException", "no Lambda function 'worker' in eu-west-3")]
    [InlineData(403, "AccessDeniedException", "lambda:InvokeFunction")]
    [InlineData(413, "RequestEntityTooLargeException", "1 MB")]
    public async Task A_refusal_is_told_as_that_of_the_dispatchers_own_client(int status, string code, params string[] parts)
    {
        AmazonServiceException refusal = new("said so", null, ErrorType.Unknown, code, "aws-1", (HttpStatusCode)status);
        LambdaInvokeConfig config = new() { RegionEndpoint = Amazon.RegionEndpoint.EUWest3, MaxErrorRetry = 3 };
        using LambdaDispatcher dispatcher = new(_ => "worker", config, (_, _, _) => throw refusal);

        JobDispatchException exception = await Assert.ThrowsAsync<JobDispatchException>(() => dispatcher.SendAsync("reports", "{}"u8.ToArray(), Token).AsTask());

        Assert.Same(refusal, exception.InnerException);
        Assert.All([.. parts, "said so", code, "aws-1"], part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(404)]
    public async Task A_client_that_does_not_say_how_it_is_configured_is_enough(int status)
    {
        AmazonServiceException refusal = new("said so", null, ErrorType.Unknown, "Code", "aws-1", (HttpStatusCode)status);
        using LambdaDispatcher dispatcher = new(_ => "worker", null, (_, _, _) => throw refusal);

        JobDispatchException exception = await Assert.ThrowsAsync<JobDispatchException>(() => dispatcher.SendAsync("reports", "{}"u8.ToArray(), Token).AsTask());

        Assert.Contains("'worker'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(0)]
    public async Task Any_other_answer_than_202_leaves_it_open_whether_the_event_is_taken(int status)
    {
        using LambdaDispatcher dispatcher = new(_ => "worker", null, (_, _, _) => Task.FromResult((HttpStatusCode)status));

        JobDispatchException exception = await Assert.ThrowsAsync<JobDispatchException>(() => dispatcher.SendAsync("reports", "{}"u8.ToArray(), Token).AsTask());

        Assert.Contains($"answered {status} instead of 202", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_told_so_and_nothing_else()
    {
        using CancellationTokenSource source = new();
        using LambdaDispatcher dispatcher = new(_ => "worker", null, async (_, _, token) =>
        {
            await source.CancelAsync();
            token.ThrowIfCancellationRequested();
            return HttpStatusCode.Accepted;
        });

        await Assert.ThrowsAsync<OperationCanceledException>(() => dispatcher.SendAsync("reports", "{}"u8.ToArray(), source.Token).AsTask());
    }
}
