using System.Security.Cryptography;
using Amazon.Runtime;
using AsyncJobs.Dispatch;
using AsyncJobs.Storage.Tests.Dispatch;
using Xunit;

namespace AsyncJobs.Direct.Tests.Lambda;

/// <summary>Events that are handed to Lambda, over a socket.</summary>
public sealed class InvokeTests : IAsyncLifetime
{
    private readonly Dictionary<string, string?> _environment = new()
    {
        ["AWS_REGION"] = "eu-west-3",
        ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = DirectBench.Secret,
        ["AWS_SESSION_TOKEN"] = "session-token",
    };

    private FakeLambda _lambda = null!;

    public async ValueTask InitializeAsync()
    {
        _lambda = await FakeLambda.StartAsync(DirectBench.Token);
        _environment["AWS_ENDPOINT_URL_LAMBDA"] = _lambda.Url;
    }

    public ValueTask DisposeAsync() => _lambda.DisposeAsync();

    [Fact]
    public async Task An_event_goes_out_as_Lambdas_asynchronous_Invoke()
    {
        await SendAsync("worker", """{"ä":"🙂"}"""u8.ToArray());

        FakeLambda.Call call = Assert.Single(_lambda.Calls);
        Assert.Equal(("POST", "/2015-03-31/functions/worker/invocations", "Event"), (call.Method, call.Target, call.Headers["X-Amz-Invocation-Type"]));
        Assert.Equal(("application/json", "session-token"), (call.Headers["Content-Type"], call.Headers["X-Amz-Security-Token"]));
        Assert.Matches("Credential=AKIDEXAMPLE/[0-9]{8}/eu-west-3/lambda/aws4_request", call.Headers["Authorization"]);
        Assert.Equal("""{"ä":"🙂"}"""u8.ToArray(), call.Body);
    }

    [Theory]
    [InlineData("worker", "worker")]
    [InlineData("worker:live", "worker%3Alive")]
    [InlineData("123456789012:function:worker", "123456789012%3Afunction%3Aworker")]
    [InlineData("arn:aws:lambda:eu-central-1:123456789012:function:worker:7", "arn%3Aaws%3Alambda%3Aeu-central-1%3A123456789012%3Afunction%3Aworker%3A7")]
    [InlineData("a/b?c#d é", "a%2Fb%3Fc%23d%20%C3%A9")]
    public async Task A_functions_name_is_one_segment_of_the_path_and_the_signature_holds(string function, string segment)
    {
        await SendAsync(function, "{}"u8.ToArray());

        FakeLambda.Call call = Assert.Single(_lambda.Calls);
        Assert.Equal($"/2015-03-31/functions/{segment}/invocations", call.Target);
        Assert.Equal(SignatureV4.Expected(call, DirectBench.Secret), SignatureV4.Sent(call));
    }

    [Fact]
    public async Task An_event_of_1_MB_arrives_byte_for_byte_also_from_the_middle_of_a_buffer_and_after_a_retry()
    {
        byte[] buffer = RandomNumberGenerator.GetBytes(1024 * 1024 + 200);
        ReadOnlyMemory<byte> payload = buffer.AsMemory(100, 1024 * 1024);
        _lambda.Then(500, "ServiceException");

        await SendAsync("worker", payload);

        Assert.Equal(2, _lambda.Calls.Count);
        Assert.All(_lambda.Calls, call => Assert.True(payload.Span.SequenceEqual(call.Body)));
    }

    [Theory]
    [InlineData(404, "ResourceNotFoundException", "There is no Lambda function 'worker'")]
    [InlineData(403, "AccessDeniedException", "lambda:InvokeFunction")]
    [InlineData(403, "UnrecognizedClientException", "credentials")]
    [InlineData(413, "RequestTooLargeException", "2 bytes, is too large")]
    public async Task A_lasting_error_is_explained_after_one_try(int status, string errorType, string explanation)
    {
        _lambda.Then(status, errorType + ":http://internal.amazon.com/coral/", """{"Message":"said by Lambda"}""");

        JobDispatchException error = await Assert.ThrowsAsync<JobDispatchException>(() => SendAsync("worker", "{}"u8.ToArray()));

        Assert.Single(_lambda.Calls);
        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
        Assert.Contains($"said by Lambda ({errorType}, request id aws-request-1)", error.Message, StringComparison.Ordinal);
        Assert.IsType<AmazonServiceException>(error.InnerException);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    public async Task Any_success_but_202_is_an_error(int status)
    {
        _lambda.Then(status);

        JobDispatchException error = await Assert.ThrowsAsync<JobDispatchException>(() => SendAsync("worker", "{}"u8.ToArray()));

        Assert.Contains($"answered {status} instead of 202", error.Message, StringComparison.Ordinal);
    }

    private async Task SendAsync(string function, ReadOnlyMemory<byte> payload)
    {
        using LambdaDispatcher dispatcher = DirectClients.Instance.OpenDispatcher(_environment.GetValueOrDefault, static job => job);
        await dispatcher.SendAsync(function, payload, DirectBench.Token);
    }
}
