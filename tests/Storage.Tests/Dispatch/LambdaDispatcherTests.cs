using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Amazon.Runtime;
using AsyncJobs.Dispatch;
using Xunit;

namespace AsyncJobs.Storage.Tests.Dispatch;

public sealed class LambdaDispatcherTests : IAsyncLifetime
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG";

    private FakeLambda _lambda = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _lambda = await FakeLambda.StartAsync(Token);

    public ValueTask DisposeAsync() => _lambda.DisposeAsync();

    [Fact]
    public async Task An_event_goes_out_as_lambdas_asynchronous_invoke()
    {
        using LambdaDispatcher dispatcher = Dispatcher();

        await dispatcher.SendAsync("link-checks", """{"ä":"🙂"}"""u8.ToArray(), Token);

        FakeLambda.Call call = Assert.Single(_lambda.Calls);
        Assert.Equal("POST", call.Method);
        Assert.Equal("/2015-03-31/functions/worker-link-checks/invocations", call.Target);
        Assert.Equal("Event", call.Headers["X-Amz-Invocation-Type"]);
        Assert.Equal("application/json", call.Headers["Content-Type"]);
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
        using LambdaDispatcher dispatcher = Dispatcher(name: _ => function);

        await dispatcher.SendAsync("link-checks", "{}"u8.ToArray(), Token);

        FakeLambda.Call call = Assert.Single(_lambda.Calls);
        Assert.Equal($"/2015-03-31/functions/{segment}/invocations", call.Target);
        Assert.Equal(SignatureV4.Expected(call, Secret), SignatureV4.Sent(call));
    }

    [Fact]
    public async Task The_signature_names_lambda_the_region_and_the_session()
    {
        using LambdaDispatcher dispatcher = Dispatcher();

        await dispatcher.SendAsync("link-checks", "{}"u8.ToArray(), Token);

        FakeLambda.Call call = Assert.Single(_lambda.Calls);
        Assert.Matches("Credential=AKIDEXAMPLE/[0-9]{8}/eu-west-3/lambda/aws4_request", call.Headers["Authorization"]);
        Assert.Equal("session-token", call.Headers["X-Amz-Security-Token"]);
    }

    [Fact]
    public async Task An_event_of_1_MB_arrives_byte_for_byte_also_from_the_middle_of_a_buffer_and_after_a_retry()
    {
        byte[] buffer = RandomNumberGenerator.GetBytes(1024 * 1024 + 200);
        ReadOnlyMemory<byte> payload = buffer.AsMemory(100, 1024 * 1024);
        _lambda.Then(500, "ServiceException");
        using LambdaDispatcher dispatcher = Dispatcher();

        await dispatcher.SendAsync("link-checks", payload, Token);

        Assert.Equal(2, _lambda.Calls.Count);
        Assert.All(_lambda.Calls, call => Assert.True(payload.Span.SequenceEqual(call.Body)));
    }

    [Fact]
    public async Task An_event_that_is_not_in_an_array_arrives_too()
    {
        using var memory = new UnmanagedMemory([1, 2, 3]);
        using LambdaDispatcher dispatcher = Dispatcher();

        await dispatcher.SendAsync("link-checks", memory.Memory, Token);

        Assert.Equal([1, 2, 3], Assert.Single(_lambda.Calls).Body);
    }

    [Theory]
    [InlineData(500, "ServiceException")]
    [InlineData(503, null)]
    [InlineData(429, "TooManyRequestsException")]
    public async Task A_passing_error_is_tried_again(int status, string? errorType)
    {
        _lambda.Then(status, errorType, """{"Message":"later"}""");
        using LambdaDispatcher dispatcher = Dispatcher();

        await dispatcher.SendAsync("link-checks", "{}"u8.ToArray(), Token);

        Assert.Equal(2, _lambda.Calls.Count);
    }

    [Theory]
    [InlineData(404, "ResourceNotFoundException", "There is no Lambda function 'worker-link-checks'")]
    [InlineData(403, "AccessDeniedException", "lambda:InvokeFunction")]
    [InlineData(403, "UnrecognizedClientException", "credentials")]
    [InlineData(413, "RequestTooLargeException", "2 bytes, is too large")]
    [InlineData(400, "InvalidParameterValueException", "refused")]
    public async Task A_lasting_error_is_explained_after_one_try(int status, string errorType, string explanation)
    {
        _lambda.Then(status, errorType, """{"Message":"said by Lambda"}""");
        using LambdaDispatcher dispatcher = Dispatcher();

        JobDispatchException error = await FailAsync(dispatcher);

        Assert.Single(_lambda.Calls);
        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
        Assert.Contains("'worker-link-checks'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'link-checks'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"said by Lambda ({errorType}, request id aws-request-1)", error.Message, StringComparison.Ordinal);
        Assert.IsType<AmazonServiceException>(error.InnerException);
    }

    [Theory]
    [InlineData(429, "TooManyRequestsException", "throttles")]
    [InlineData(500, "ServiceException", "failed to take")]
    public async Task An_error_that_outlasts_the_retries_is_explained(int status, string errorType, string explanation)
    {
        _lambda.Then(status, errorType, """{"Message":"no"}""");
        _lambda.Then(status, errorType, """{"Message":"no"}""");
        using LambdaDispatcher dispatcher = Dispatcher(config => config.MaxErrorRetry = 1);

        JobDispatchException error = await FailAsync(dispatcher);

        Assert.Equal(2, _lambda.Calls.Count);
        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
        Assert.Contains("asked 2 times", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    public async Task Any_success_but_202_is_an_error(int status)
    {
        _lambda.Then(status);
        using LambdaDispatcher dispatcher = Dispatcher();

        Assert.Contains($"answered {status} instead of 202", (await FailAsync(dispatcher)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_is_not_json_is_explained_too()
    {
        _lambda.Then(404, null, "<html>not here</html>");
        using LambdaDispatcher dispatcher = Dispatcher();

        Assert.Contains("There is no Lambda function", (await FailAsync(dispatcher)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_explained()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string closed = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        using LambdaDispatcher dispatcher = Dispatcher(config =>
        {
            config.ServiceURL = closed;
            config.MaxErrorRetry = 0;
        });

        Assert.Contains("could not be reached", (await FailAsync(dispatcher)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_an_answer_is_given_up()
    {
        _lambda.Silent = true;
        using LambdaDispatcher dispatcher = Dispatcher(config =>
        {
            config.Timeout = TimeSpan.FromMilliseconds(200);
            config.MaxErrorRetry = 0;
        });

        Assert.Contains("did not answer", (await FailAsync(dispatcher)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_stops_waiting_and_is_no_dispatch_error()
    {
        _lambda.Silent = true;
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using LambdaDispatcher dispatcher = Dispatcher();
        Task sending = dispatcher.SendAsync("link-checks", "{}"u8.ToArray(), cancellation.Token).AsTask();
        await _lambda.FirstCall.Task.WaitAsync(Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Single(_lambda.Calls);
    }

    [Fact]
    public async Task A_job_without_a_function_sends_nothing()
    {
        using LambdaDispatcher dispatcher = Dispatcher(name: _ => "");

        Assert.Contains("'link-checks'", (await FailAsync(dispatcher)).Message, StringComparison.Ordinal);
        Assert.Empty(_lambda.Calls);
    }

    private static async Task<JobDispatchException> FailAsync(LambdaDispatcher dispatcher) =>
        await Assert.ThrowsAsync<JobDispatchException>(async () => await dispatcher.SendAsync("link-checks", "{}"u8.ToArray(), Token));

    private LambdaDispatcher Dispatcher(Action<LambdaInvokeConfig>? configure = null, Func<string, string>? name = null)
    {
        var environment = new Dictionary<string, string?>
        {
            ["AWS_ENDPOINT_URL_LAMBDA"] = _lambda.Url,
            ["AWS_REGION"] = "eu-west-3",
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = Secret,
            ["AWS_SESSION_TOKEN"] = "session-token",
        };
        var config = new LambdaInvokeConfig(environment.GetValueOrDefault);
        configure?.Invoke(config);
        return new LambdaDispatcher(name ?? (job => "worker-" + job), config);
    }

    /// <summary>Memory that no array is behind.</summary>
    private sealed unsafe class UnmanagedMemory : MemoryManager<byte>
    {
        private readonly int _length;
        private readonly byte* _bytes;

        internal UnmanagedMemory(ReadOnlySpan<byte> content)
        {
            _length = content.Length;
            _bytes = (byte*)System.Runtime.InteropServices.NativeMemory.Alloc((nuint)_length);
            content.CopyTo(GetSpan());
        }

        public override Span<byte> GetSpan() => new(_bytes, _length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(_bytes + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing) => System.Runtime.InteropServices.NativeMemory.Free(_bytes);
    }
}
