using System.Text;
using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Hosting;

public sealed class ClassLibraryHostTests
{
    private const int Limit = 60_000;

    [Fact]
    public async Task An_invocation_is_what_the_context_says_of_it()
    {
        Invocation? seen = null;
        DateTimeOffset before = DateTimeOffset.UtcNow;

        await ClassLibraryHost.RunAsync(Handle((_, invocation) => seen = invocation), Stream.Null, "r-1", TimeSpan.FromMinutes(5), "arn:aws:lambda", "Root=1");

        Assert.Equal(("r-1", "arn:aws:lambda", "Root=1"), (seen!.RequestId, seen.FunctionArn, seen.TraceId));
        Assert.InRange(seen.Deadline!.Value, before + TimeSpan.FromMinutes(5), DateTimeOffset.UtcNow + TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public async Task A_context_of_a_test_says_little_and_sets_no_deadline(long ticks)
    {
        Invocation? seen = null;

        await ClassLibraryHost.RunAsync(Handle((_, invocation) => seen = invocation), Stream.Null, null, TimeSpan.FromTicks(ticks), "", "");

        Assert.Null(seen!.Deadline);
        Assert.Null(seen.FunctionArn);
        Assert.NotEmpty(seen.RequestId);
    }

    public static TheoryData<string, Func<byte[], Stream>> Streams { get; } = new()
    {
        { "a stream that shows its buffer", static bytes => Exposed([1, 2, .. bytes], 2) },
        { "the rest of a stream", static bytes => new MemoryStream([1, 2, .. bytes], writable: false) { Position = 2 } },
        { "a part of a buffer", static bytes => new MemoryStream([1, 2, .. bytes, 3], 2, bytes.Length, writable: false, publiclyVisible: true) },
        { "a stream that comes in pieces", static bytes => new PiecemealStream(bytes, 7) },
    };

    [Theory]
    [MemberData(nameof(Streams), DisableDiscoveryEnumeration = true)]
    public async Task The_event_arrives_whole_from(string kind, Func<byte[], Stream> open)
    {
        Assert.NotEmpty(kind);
        byte[] bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        byte[]? seen = null;

        await RunAsync(Handle((payload, _) => seen = payload.ToArray()), open(bytes));

        Assert.Equal(bytes, seen);
    }

    [Fact]
    public async Task The_reply_is_read_from_its_beginning_and_stays_when_others_follow()
    {
        LambdaEntryPoint large = async (_, _, reply) =>
        {
            await Task.Yield();
            for (int i = 0; i < 10_000; i++)
            {
                "0123456789"u8.CopyTo(reply.GetSpan(10));
                reply.Advance(10);
            }
        };

        Stream first = await RunAsync(large, Stream.Null);
        await RunAsync(Handle((_, _) => { }), Stream.Null);

        Assert.Equal(string.Concat(Enumerable.Repeat("0123456789", 10_000)), await ReadAsync(first));
    }

    [Fact]
    public async Task What_a_handler_throws_is_the_functions_error() =>
        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunAsync(static (_, _, _) => throw new InvalidOperationException("broken"), Stream.Null))).Message);

    [Fact(Timeout = Limit)]
    public async Task A_job_goes_through_three_functions()
    {
        Bed bed = new();
        bed.Report.Method = (input, job) => new($"{input.Name} {job.RequestId}");

        Reply accepted = await ReplyAsync((payload, invocation, reply) => bed.App.AcceptAsync(bed.Report, payload, invocation, reply), SampleEvent.Read(SampleEvent.RestApi));
        Stream worked = await ClassLibraryHost.RunAsync(
            (payload, invocation, reply) => bed.App.WorkAsync(bed.Report, payload, invocation, reply), new MemoryStream(bed.Dispatcher.Last.ToArray()), "r-9", default, null, null);
        Reply done = await ReplyAsync(bed.App.StatusAsync, SampleEvent.Bodyless(SampleEvent.RestApi, "GET", "/jobs/" + accepted.Id));

        Assert.Equal(202, accepted.StatusCode);
        Assert.Equal("null", await ReadAsync(worked));
        Assert.Equal(("SUCCEEDED", "année / 1 r-9"), (done.Status, (string)done.Body["result"]!));
    }

    [Theory]
    [InlineData("127.0.0.1:9001", null, true)]
    [InlineData("127.0.0.1:9001", "1", true)]
    [InlineData("127.0.0.1:9001", "2", false)]
    [InlineData("127.0.0.1:9001", "many", false)]
    [InlineData(null, null, false)]
    public async Task A_method_that_goes_on_ends_a_process_that_is_its_own(string? api, string? concurrency, bool isEnded)
    {
        List<int> ends = [];
        Invocation invocation = new() { RequestId = "r-1" };

        await ClassLibraryHost.RunAsync(
            Handle((_, running) => running.IsMethodAbandoned = true),
            Stream.Null,
            invocation,
            name => name switch { "AWS_LAMBDA_RUNTIME_API" => api, "AWS_LAMBDA_MAX_CONCURRENCY" => concurrency, _ => null },
            ends.Add);

        Assert.Equal(isEnded ? [1] : [], ends);
    }

    private static LambdaEntryPoint Handle(Action<ReadOnlyMemory<byte>, Invocation> handle) => (payload, invocation, _) =>
    {
        handle(payload, invocation);
        return default;
    };

    private static Task<Stream> RunAsync(LambdaEntryPoint handler, Stream input) => ClassLibraryHost.RunAsync(handler, input, "r-1", default, null, null);

    private static async Task<Reply> ReplyAsync(LambdaEntryPoint handler, ReadOnlyMemory<byte> payload) =>
        Reply.Parse(Encoding.UTF8.GetBytes(await ReadAsync(await RunAsync(handler, new MemoryStream(payload.ToArray())))));

    private static async Task<string> ReadAsync(Stream stream)
    {
        using StreamReader reader = new(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static MemoryStream Exposed(byte[] bytes, int position)
    {
        MemoryStream stream = new();
        stream.Write(bytes);
        stream.Position = position;
        return stream;
    }

    private sealed class PiecemealStream(byte[] bytes, int piece) : MemoryStream(bytes, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
