using System.Net;
using System.Net.Sockets;
using AsyncJobs.Dispatch;
using Xunit;

namespace AsyncJobs.Storage.Tests.Dispatch;

/// <summary>Messages to settle, by the client of SQS, against an SQS on a socket.</summary>
public sealed class SqsDelayedDeliveryTests : IAsyncLifetime
{
    private const string QueueUrl = "https://sqs.eu-west-3.amazonaws.com/123456789012/jobs";

    private FakeSqs _sqs = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _sqs = await FakeSqs.StartAsync();

    public ValueTask DisposeAsync() => _sqs.DisposeAsync();

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(0.2, 1)]
    [InlineData(60, 60)]
    [InlineData(899.001, 900)]
    [InlineData(900, 900)]
    [InlineData(86_400, 900)]
    public async Task A_message_is_sent_with_a_delay_of_at_most_15_minutes(double seconds, int sent)
    {
        using SqsDelayedDelivery delivery = Delivery();

        await delivery.SendAsync("""{"ä":"🙂"}""", TimeSpan.FromSeconds(seconds), Token);

        FakeSqs.Call call = Assert.Single(_sqs.Calls);
        Assert.Equal("AmazonSQS.SendMessage", call.Target);
        Assert.Equal((QueueUrl, """{"ä":"🙂"}""", sent), (call.Body["QueueUrl"]!.ToString(), call.Body["MessageBody"]!.ToString(), call.Body["DelaySeconds"]!.GetValue<int>()));
        Assert.Matches("Credential=AKIDEXAMPLE/[0-9]{8}/eu-west-3/sqs/aws4_request", call.Authorization);
    }

    // SQS refuses what would end later than 12 hours after the message was received, which is a while ago.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.2, 1)]
    [InlineData(18_000, 18_000)]
    [InlineData(43_200, 39_600)]
    [InlineData(864_000, 39_600)]
    public async Task A_message_is_put_off_by_at_most_11_hours(double seconds, int sent)
    {
        using SqsDelayedDelivery delivery = Delivery();

        await delivery.PostponeAsync("receipt", TimeSpan.FromSeconds(seconds), Token);

        FakeSqs.Call call = Assert.Single(_sqs.Calls);
        Assert.Equal("AmazonSQS.ChangeMessageVisibility", call.Target);
        Assert.Equal((QueueUrl, "receipt", sent), (call.Body["QueueUrl"]!.ToString(), call.Body["ReceiptHandle"]!.ToString(), call.Body["VisibilityTimeout"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData(500, "InternalFailure", null)]
    [InlineData(503, "ServiceUnavailable", null)]
    [InlineData(400, "RequestThrottled", "RequestThrottled")]
    [InlineData(400, "ThrottlingException", null)]
    public async Task A_passing_error_is_tried_again(int status, string type, string? queryError)
    {
        _sqs.Then(status, type, queryError);
        using SqsDelayedDelivery delivery = Delivery();

        await delivery.SendAsync("{}", TimeSpan.Zero, Token);

        Assert.Equal(2, _sqs.Calls.Count);
    }

    [Theory]
    [InlineData(400, "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", "There is no queue")]
    [InlineData(403, "AccessDeniedException", null, "Allow its role sqs:SendMessage")]
    [InlineData(403, "AccessDenied", null, "Allow its role sqs:SendMessage")]
    [InlineData(403, "InvalidClientTokenId", null, "credentials")]
    [InlineData(400, "InvalidMessageContents", null, "refused")]
    public async Task A_lasting_error_is_explained_after_one_try(int status, string type, string? queryError, string explanation)
    {
        _sqs.Then(status, type, queryError);
        using SqsDelayedDelivery delivery = Delivery();

        JobDispatchException error = await FailAsync(delivery);

        Assert.Single(_sqs.Calls);
        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
        Assert.Contains(QueueUrl, error.Message, StringComparison.Ordinal);
        Assert.Contains($"said by SQS ({queryError ?? type}, request id aws-request-1)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_permission_that_lacks_is_the_one_of_the_request()
    {
        _sqs.Then(403, "AccessDeniedException");
        using SqsDelayedDelivery delivery = Delivery();

        JobDispatchException error = await Assert.ThrowsAsync<JobDispatchException>(async () => await delivery.PostponeAsync("receipt", TimeSpan.Zero, Token));

        Assert.Contains("sqs:ChangeMessageVisibility", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "RequestThrottled", "RequestThrottled", "throttles")]
    [InlineData(500, "InternalFailure", null, "SQS failed to send a message to")]
    public async Task An_error_that_outlasts_the_retries_is_explained(int status, string type, string? queryError, string explanation)
    {
        for (int i = 0; i < 4; i++)
            _sqs.Then(status, type, queryError);
        using SqsDelayedDelivery delivery = Delivery();

        JobDispatchException error = await FailAsync(delivery);

        Assert.Equal(4, _sqs.Calls.Count);
        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
        Assert.Contains("asked 4 times", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_explained()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        string closed = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        using SqsDelayedDelivery delivery = Delivery(("AWS_ENDPOINT_URL_SQS", closed));

        Assert.Contains("could not be reached", (await FailAsync(delivery)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_jobs_own_endpoint_comes_before_that_of_all_queues()
    {
        using SqsDelayedDelivery delivery = Delivery(("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1"), ("ASYNCJOBS_SQS_ENDPOINT", _sqs.Url));

        await delivery.SendAsync("{}", TimeSpan.Zero, Token);

        Assert.Single(_sqs.Calls);
    }

    [Fact]
    public async Task Cancelling_stops_waiting_and_is_no_dispatch_error()
    {
        _sqs.Silent = true;
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using SqsDelayedDelivery delivery = Delivery();
        Task sending = delivery.SendAsync("{}", TimeSpan.Zero, cancellation.Token).AsTask();
        await _sqs.FirstCall.Task.WaitAsync(Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task Nothing_is_made_before_the_first_message()
    {
        using SqsDelayedDelivery delivery = new(QueueUrl, name => name == "ASYNCJOBS_SQS_ENDPOINT" ? "no URL" : null);

        Assert.Contains(QueueUrl, (await FailAsync(delivery)).Message, StringComparison.Ordinal);
    }

    private static async Task<JobDispatchException> FailAsync(SqsDelayedDelivery delivery) =>
        await Assert.ThrowsAsync<JobDispatchException>(async () => await delivery.SendAsync("{}", TimeSpan.Zero, Token));

    private SqsDelayedDelivery Delivery(params (string Name, string Value)[] more)
    {
        Dictionary<string, string?> environment = new()
        {
            ["AWS_ENDPOINT_URL_SQS"] = _sqs.Url,
            ["AWS_REGION"] = "eu-west-3",
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
        };
        foreach ((string name, string value) in more)
            environment[name] = value;
        return new SqsDelayedDelivery(QueueUrl, environment.GetValueOrDefault);
    }
}
