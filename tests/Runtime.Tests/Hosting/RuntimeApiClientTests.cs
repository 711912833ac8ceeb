using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Hosting;

public sealed class RuntimeApiClientTests
{
    private const int Limit = 60_000;

    public static TheoryData<bool, int?> Wires => new() { { false, null }, { true, null }, { false, 1 }, { true, 1 }, { false, 1000 }, { true, 1000 }, { true, 8192 } };

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Wires))]
    public async Task Events_of_any_size_arrive_however_they_are_sent(bool isChunked, int? pieceBytes)
    {
        await using FakeRuntimeApi api = new() { Form = new() { IsChunked = isChunked, PieceBytes = pieceBytes } };
        using RuntimeApiClient client = new(api.Address);
        int[] sizes = pieceBytes == 1 ? [0, 1, 100, 5_000] : [0, 1, 100, 8_191, 8_192, 8_193, 100_000, 6 * 1024 * 1024, 7];

        foreach (int size in sizes)
        {
            byte[] payload = Bytes(size);
            Task<FakeRuntimeApi.Reply> reply = api.InvokeAsync(payload);
            byte[] received = await Task.Run(() =>
            {
                Invocation invocation = client.Next(out ReadOnlyMemory<byte> read);
                byte[] copy = read.ToArray();
                client.PostResponse(invocation.RequestId, copy);
                return copy;
            });

            AssertSame(payload, received);
            AssertSame(payload, (await reply).Body);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task An_invocation_comes_with_what_the_platform_says_of_it()
    {
        await using FakeRuntimeApi api = new();
        using RuntimeApiClient client = new(api.Address);
        DateTimeOffset deadline = DateTimeOffset.FromUnixTimeMilliseconds(1773341103123);
        _ = api.InvokeAsync("{}"u8.ToArray(), "8476a536", deadline);

        Invocation invocation = await Task.Run(() => client.Next(out _));

        Assert.Equal(("8476a536", deadline), (invocation.RequestId, invocation.Deadline));
        Assert.Equal("Root=1-65f0a1b2-8476a536", invocation.TraceId);
        Assert.Equal("arn:aws:lambda:eu-central-1:123456789012:function:reports", invocation.FunctionArn);
    }

    [Fact(Timeout = Limit)]
    public async Task An_answer_that_is_none_is_an_exception()
    {
        await using FakeRuntimeApi api = new();
        using RuntimeApiClient client = new(api.Address);
        api.EndInvocations();

        await Assert.ThrowsAsync<RuntimeApiException>(() => Task.Run(() => client.Next(out _)));
    }

    // Without printing megabytes where it fails.
    private static void AssertSame(byte[] expected, byte[] actual) =>
        Assert.True(expected.AsSpan().SequenceEqual(actual), $"{expected.Length} bytes were sent, {actual.Length} came; they differ.");

    private static byte[] Bytes(int size)
    {
        byte[] bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }
}
