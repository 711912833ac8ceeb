using System.IO.Hashing;
using System.Net;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Xunit;

namespace AsyncJobs.Direct.Tests.Sending;

/// <summary>Answers that did not arrive as they were sent, or that no service sent, and errors.</summary>
public sealed class AnswerTests
{
    private const string Item = """{"Item":{"id":{"S":"a"}}}""";

    private readonly DirectBench _bench = new();

    private int Sent => _bench.Service.Requests.Count;

    [Fact]
    public async Task An_answer_with_another_checksum_is_asked_for_again()
    {
        _bench.Service.Answer = static number =>
        {
            HttpResponseMessage answer = FakeService.Ok(Item);
            answer.Headers.Add("x-amz-crc32", number == 1 ? "1" : Crc32.HashToUInt32(Encoding.UTF8.GetBytes(Item)).ToString());
            return answer;
        };

        Assert.Equal("a", (await _bench.GetAsync()).Item["id"].S);
        Assert.Equal(2, Sent);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("none")]
    public async Task It_does_not_count_if_it_stays_so(string checksum)
    {
        _bench.Service.Answer = _ =>
        {
            HttpResponseMessage answer = FakeService.Ok(Item);
            answer.Headers.Add("x-amz-crc32", checksum);
            return answer;
        };

        await Assert.ThrowsAsync<IOException>(_bench.GetAsync);
        Assert.Equal(4, Sent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Please log in.</html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("""{"Item":{"id":{"S":"a"}}""")]
    [InlineData("""{"Item":{"id":{"S":"a"}}}{}""")]
    [InlineData("""{"Item":{"id":{"S":"a"}}} and more""")]
    [InlineData("""{"Item":[]}""")]
    [InlineData("""{"Item":{"id":"a"}}""")]
    [InlineData("""{"Item":{"id":{"S":7}}}""")]
    [InlineData("""{"Item":{"id":{"N":7}}}""")]
    [InlineData("""{"Item":{"id":{"B":"not base64"}}}""")]
    [InlineData("""{"Item":{"id":{"BOOL":"true"}}}""")]
    [InlineData("""{"Item":{"id":{"L":{}}}}""")]
    [InlineData("""{"Item":{"id":{"SS":[7]}}}""")]
    [InlineData("""{"Item":{"id":{"S":"half \ud83d"}}}""")]
    public async Task What_is_no_answer_of_DynamoDB_does_not_count(string text)
    {
        _bench.Service.Answer = number => number < 3 ? FakeService.Ok(text) : FakeService.Ok(Item);
        Assert.Equal("a", (await _bench.GetAsync()).Item["id"].S);
        Assert.Equal(3, Sent);

        _bench.Service.Answer = _ => FakeService.Ok(text);
        AmazonUnmarshallingException failure = await Assert.ThrowsAsync<AmazonUnmarshallingException>(_bench.GetAsync);
        Assert.Equal(HttpStatusCode.OK, failure.StatusCode);
    }

    [Fact]
    public async Task Nor_does_a_write_that_something_else_answers()
    {
        _bench.Service.Answer = static _ =>
        {
            HttpResponseMessage answer = FakeService.Ok("{}");
            answer.Content.Headers.ContentType = new("text/html");
            return answer;
        };

        await Assert.ThrowsAsync<AmazonUnmarshallingException>(
            () => _bench.Table().PutItemAsync(new PutItemRequest("jobs", new() { ["id"] = new("a") }), DirectBench.Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_is_longer_than_any_is_not_read(bool isAnnounced)
    {
        _bench.Service.Answer = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new Zeros(isAnnounced ? 17L << 20 : 1L << 40)) };

        await Assert.ThrowsAsync<AmazonUnmarshallingException>(_bench.GetAsync);
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_is_asked_for_again()
    {
        _bench.Service.Answer = static number =>
        {
            if (number > 1)
                return FakeService.Ok(Item);
            HttpResponseMessage answer = new(HttpStatusCode.OK) { Content = new StreamContent(new MemoryStream("{}"u8.ToArray())) };
            answer.Content.Headers.ContentLength = 20;
            return answer;
        };

        Assert.Equal("a", (await _bench.GetAsync()).Item["id"].S);
        Assert.Equal(2, Sent);
    }

    [Fact]
    public async Task A_condition_that_failed_brings_the_item()
    {
        _bench.Service.Answer = static _ => FakeService.Refuse(400, "ConditionalCheckFailedException", ""","Item":{"id":{"S":"a"},"n":{"N":"1"}}""");

        ConditionalCheckFailedException refusal = await Assert.ThrowsAsync<ConditionalCheckFailedException>(_bench.GetAsync);

        Assert.Equal(("a", "1", "As the test says."), (refusal.Item["id"].S, refusal.Item["n"].N, refusal.Message));
        Assert.Equal(("ConditionalCheckFailedException", HttpStatusCode.BadRequest, "aws-request-1"), (refusal.ErrorCode, refusal.StatusCode, refusal.RequestId));
    }

    [Fact]
    public async Task However_long_the_item_is_as_JSON()
    {
        string escaped = string.Concat(Enumerable.Repeat("\\u0001", 400 * 1024));
        _bench.Service.Answer = _ => FakeService.Refuse(400, "ConditionalCheckFailedException", $$$""","Item":{"id":{"S":"{{{escaped}}}"}}""");

        ConditionalCheckFailedException refusal = await Assert.ThrowsAsync<ConditionalCheckFailedException>(_bench.GetAsync);

        Assert.Equal(400 * 1024, refusal.Item["id"].S.Length);
    }

    [Fact]
    public async Task An_item_of_it_that_cannot_be_read_is_not_left_out()
    {
        _bench.Service.Answer = static _ => FakeService.Refuse(400, "ConditionalCheckFailedException", ""","Item":[]""");

        await Assert.ThrowsAsync<AmazonUnmarshallingException>(_bench.GetAsync);
    }

    [Theory]
    [InlineData("ConditionalCheckFailedException", typeof(ConditionalCheckFailedException))]
    [InlineData("InternalServerError", typeof(InternalServerErrorException))]
    [InlineData("ItemCollectionSizeLimitExceededException", typeof(ItemCollectionSizeLimitExceededException))]
    [InlineData("ProvisionedThroughputExceededException", typeof(ProvisionedThroughputExceededException))]
    [InlineData("ReplicatedWriteConflictException", typeof(ReplicatedWriteConflictException))]
    [InlineData("RequestLimitExceeded", typeof(RequestLimitExceededException))]
    [InlineData("ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData("ThrottlingException", typeof(ThrottlingException))]
    [InlineData("TransactionConflictException", typeof(TransactionConflictException))]
    [InlineData("ValidationException", typeof(AmazonDynamoDBException))]
    public async Task An_error_is_the_exception_of_the_SDK(string code, Type type)
    {
        _bench.Service.Answer = _ => FakeService.Refuse(400, code);

        Exception? refusal = await Record.ExceptionAsync(() => _bench.Table().PutItemAsync(new PutItemRequest("jobs", new() { ["id"] = new("a") }), DirectBench.Token));

        Assert.IsType(type, refusal);
    }

    // https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#operation-error-serialization
    [Theory]
    [InlineData("""{"__type":"FooError","message":"m"}""", null, "FooError", "m")]
    [InlineData("""{"__type":"aws.protocoltests#FooError","Message":"m"}""", null, "FooError", "m")]
    [InlineData("""{"__type":"aws.protocoltests#FooError:http://internal.example/coral/","message":"m"}""", null, "FooError", "m")]
    [InlineData("""{"message":"m"}""", "FooError", "FooError", "m")]
    [InlineData("""{"message":"m"}""", "FooError:http://internal.example/coral/", "FooError", "m")]
    [InlineData("""{"code":"FooError","message":"m"}""", null, "FooError", "m")]
    [InlineData("""{"__type":"FooError","message":null}""", null, "FooError", null)]
    [InlineData("""{"nested":{"__type":"BarError","message":"inner"},"__type":"FooError","message":"m"}""", null, "FooError", "m")]
    [InlineData("""{"__type":"FooError","message":"m""", null, "FooError", null)]
    [InlineData("", "FooError", "FooError", null)]
    [InlineData("<html>busy</html>", null, null, null)]
    public async Task The_code_and_the_message_are_where_they_may_be(string text, string? header, string? code, string? message)
    {
        _bench.Service.Answer = _ =>
        {
            HttpResponseMessage answer = FakeService.Ok(text);
            answer.StatusCode = HttpStatusCode.BadRequest;
            if (header is not null)
                answer.Headers.Add("x-amzn-ErrorType", header);
            return answer;
        };

        AmazonDynamoDBException refusal = await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(_bench.GetAsync);

        Assert.Equal(code, refusal.ErrorCode);
        if (message is not null)
            Assert.Equal(message, refusal.Message);
        else
            Assert.StartsWith("The service returned an error", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_message_only_the_beginning_is_told_too()
    {
        _bench.Service.Answer = static _ => FakeService.Refuse(400, "ValidationException", $",\"Message\":\"{new string('m', 100_000)}\"");

        AmazonDynamoDBException refusal = await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(_bench.GetAsync);

        Assert.Equal(1024, refusal.Message.Length);
    }

    [Fact]
    public async Task Of_a_foreign_error_the_status_is_told_and_how_long_it_is()
    {
        _bench.Service.Answer = static _ => new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StreamContent(new Zeros(5 << 20)) };
        AmazonDynamoDBException tooLong = await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(_bench.GetAsync);
        _bench.Service.Answer = static _ => new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent(new string('x', 100_000)) };
        AmazonDynamoDBException isLong = await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(_bench.GetAsync);

        Assert.Equal("The service returned an error with the status 403", tooLong.Message);
        Assert.Equal("The service returned an error with the status 403, and 100000 bytes without a message of AWS's", isLong.Message);
        Assert.Equal(HttpStatusCode.Forbidden, isLong.StatusCode);
    }

    [Fact]
    public async Task Within_Lambda_the_trace_goes_along_and_is_that_of_now()
    {
        _bench.Environment["_X_AMZN_TRACE_ID"] = "Root=1-2;Parent=3\u00e9\n";
        Aws.IDynamoDbCalls table = _bench.Table();
        await DirectBench.GetAsync(table);
        _bench.Environment["AWS_LAMBDA_FUNCTION_NAME"] = "worker";
        await DirectBench.GetAsync(table);
        _bench.Environment["_X_AMZN_TRACE_ID"] = "Root=2";
        await DirectBench.GetAsync(table);
        _bench.Environment["AWS_LAMBDA_MAX_CONCURRENCY"] = "10";
        SDKTaskContext.Default.Set("_X_AMZN_TRACE_ID", "Root=3");
        await DirectBench.GetAsync(table);

        Assert.Equal(
            [null, "Root=1-2;Parent=3%C3%A9%0A", "Root=2", "Root=3"],
            _bench.Service.Requests.Select(static request => request.Headers.GetValueOrDefault("x-amzn-trace-id")));
        Assert.All(_bench.Service.Requests, static request => Assert.DoesNotContain("trace", request.Headers["authorization"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_user_agent_names_the_package_and_the_application()
    {
        _bench.Environment["AWS_SDK_UA_APP_ID"] = "my app\r\n(1)";

        await _bench.GetAsync();

        Assert.Matches(@"^AsyncJobs\.Direct/\d+\.\d+\.\d+ app/my-app---1-$", _bench.Service.Requests[0].Headers["user-agent"]);
    }

    /// <summary>Nothing but zeros, so and so many.</summary>
    private sealed class Zeros(long length) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(count, length - _position);
            _position += read;
            Array.Clear(buffer, offset, read);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
