using System.Text.Json.Nodes;
using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Tests;
using Microsoft.Extensions.Time.Testing;
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
        using RuntimeApiClient client = new(api.Address, TimeProvider.System);
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
        using RuntimeApiClient client = new(api.Address, TimeProvider.System);
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
        using RuntimeApiClient client = new(api.Address, TimeProvider.System);
        api.EndInvocations();

        await Assert.ThrowsAsync<RuntimeApiException>(() => Task.Run(() => client.Next(out _)));
    }

    [Theory(Timeout = Limit)]
    [InlineData("", "is missing")]
    [InlineData("Lambda-Runtime-Deadline-Ms:\r\n", "is ''")]
    [InlineData("Lambda-Runtime-Deadline-Ms: soon\r\n", "is 'soon'")]
    [InlineData("Lambda-Runtime-Deadline-Ms: 0\r\n", "is '0'")]
    [InlineData("Lambda-Runtime-Deadline-Ms: -1\r\n", "is '-1'")]
    [InlineData("Lambda-Runtime-Deadline-Ms: 1.5e12\r\n", "is '1.5e12'")]
    [InlineData("Lambda-Runtime-Deadline-Ms: 253402300800000\r\n", "is '253402300800000'")]
    [InlineData("Lambda-Runtime-Deadline-Ms: 9223372036854775807\r\n", "is '9223372036854775807'")]
    [InlineData("Lambda-Runtime-Deadline-Ms: 99999999999999999999\r\n", "is '99999999999999999999'")]
    [InlineData("Lambda-Runtime-Deadline-Ms: 1\r\nLambda-Runtime-Deadline-Ms: 2\r\n", "is '1, 2'")]
    public async Task An_invocation_whose_deadline_cannot_be_told_fails_and_the_next_one_is_served(string header, string fault)
    {
        await using FakeRuntimeApi api = new() { Form = new() { DeadlineHeader = header } };
        using RuntimeApiClient client = new(api.Address, TimeProvider.System);
        Task<FakeRuntimeApi.Reply> failed = api.InvokeAsync("1"u8.ToArray());
        Task<Invocation> next = Task.Run(() => client.Next(out _));

        FakeRuntimeApi.Reply reply = await failed;
        api.Form = new();
        _ = api.InvokeAsync("2"u8.ToArray(), "second");

        Assert.True(reply.IsError);
        Assert.Equal("AsyncJobs.Hosting.RuntimeApiException", reply.ErrorType);
        Assert.Contains($"Lambda-Runtime-Deadline-Ms {fault}", JsonNode.Parse(reply.Body)!["errorMessage"]!.GetValue<string>());
        Assert.Equal("second", (await next).RequestId);
    }

    [Fact(Timeout = Limit)]
    public async Task A_deadline_further_ahead_than_any_function_runs_is_none()
    {
        FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddYears(60));
        await using FakeRuntimeApi api = new();
        using RuntimeApiClient client = new(api.Address, time);

        Task<FakeRuntimeApi.Reply> failed = api.InvokeAsync("1"u8.ToArray(), "far", time.GetUtcNow().AddDays(1).AddMilliseconds(1));
        _ = api.InvokeAsync("2"u8.ToArray(), "near", time.GetUtcNow().AddDays(1));
        Invocation invocation = await Task.Run(() => client.Next(out _));

        Assert.True((await failed).IsError);
        Assert.Equal(("near", time.GetUtcNow().AddDays(1)), (invocation.RequestId, invocation.Deadline));
    }

    [Theory(Timeout = Limit)]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a?b")]
    [InlineData("")]
    public async Task A_request_id_that_could_be_another_path_is_refused(string id)
    {
        await using FakeRuntimeApi api = new();
        using RuntimeApiClient client = new(api.Address, TimeProvider.System);
        _ = api.InvokeAsync("{}"u8.ToArray(), id);

        await Assert.ThrowsAsync<RuntimeApiException>(() => Task.Run(() => client.Next(out _)));
    }

    [Fact(Timeout = Limit)]
    public async Task What_comes_after_an_answer_is_not_the_next_one()
    {
        await using FakeRuntimeApi api = new() { Form = new() { After = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" } };
        using RuntimeApiClient client = new(api.Address, TimeProvider.System);
        Task<FakeRuntimeApi.Reply>[] replies = [api.InvokeAsync("1"u8.ToArray(), "first"), api.InvokeAsync("2"u8.ToArray(), "second")];

        List<string> ids = await Task.Run(() => replies.Select(_ =>
        {
            Invocation invocation = client.Next(out ReadOnlyMemory<byte> payload);
            client.PostResponse(invocation.RequestId, payload.Span);
            return invocation.RequestId;
        }).ToList());

        Assert.Equal(["first", "second"], ids);
        await Task.WhenAll(replies);
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
