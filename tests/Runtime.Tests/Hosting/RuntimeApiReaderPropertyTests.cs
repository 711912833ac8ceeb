using System.Net;
using System.Text;
using AsyncJobs.Hosting;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Hosting;

/// <summary>What holds of whatever the Runtime API may send.</summary>
public sealed class RuntimeApiReaderPropertyTests
{
    private const int Cases = 3000;

    // What a change puts into an answer: bytes that mean something in its head.
    private static readonly string[] s_pieces =
    [
        "\r", "\n", "\r\n", "\r\n\r\n", " ", "\t", ":", ",", ";", "0", "1", "9", "f", "-", "+", "x", "\0", "\u007f", "\u00ff", "Content-Length: 3\r\n",
        "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip\r\n", "Connection: close\r\n", " folded\r\n", "HTTP/1.1 100 C\r\n\r\n",
    ];

    [Fact]
    public void An_event_arrives_as_it_was_sent_however_it_is_cut() => Prop
        .ForAll(Event(), sent =>
        {
            foreach (byte[] answer in (byte[][])[WithLength(sent.Body), InChunks(sent.Body, sent.Chunks)])
            {
                using RuntimeApiReader reader = new(new RuntimeApiInput(new AnswerFeed(answer, sent.Piece).Receive));
                RuntimeApiResponse response = reader.Read(out bool closes);
                Assert.Equal((200, "8476a536", false), (response.StatusCode, response.RequestId, closes));
                Assert.Equal(sent.Body, response.Body.ToArray());
            }
        })
        .Check(RandomCases.Config.WithMaxTest(Cases));

    [Fact]
    public void Whatever_comes_is_an_answer_or_one_of_two_faults_and_takes_no_more_memory_than_it_has() => Prop
        .ForAll(Damaged(), answer =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = TryRead(answer, out _);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (256 * 1024) + (8 * answer.Length));
        })
        .Check(RandomCases.Config.WithMaxTest(Cases));

    [Fact]
    public void What_is_taken_reads_the_same_with_the_platforms_own_client() => Prop
        .ForAll(Damaged(), answer =>
        {
            if (TryRead(answer, out byte[] body))
                Assert.Equal(body, ReadWithHttpClient(answer));
        })
        .Check(RandomCases.Config.WithMaxTest(Cases));

    private static bool TryRead(byte[] answer, out byte[] body)
    {
        using RuntimeApiReader reader = new(new RuntimeApiInput(new AnswerFeed(answer).Receive));
        try
        {
            body = reader.Read(out _).Body.ToArray();
            return true;
        }
        catch (Exception exception) when (exception is RuntimeApiException or EndOfStreamException)
        {
            body = [];
            return false;
        }
    }

    private static byte[] ReadWithHttpClient(byte[] answer)
    {
        using SocketsHttpHandler handler = new() { ConnectCallback = (_, _) => new(new Duplex(answer)) };
        using HttpMessageInvoker client = new(handler);
        using HttpRequestMessage request = new(HttpMethod.Get, "http://api.example/") { Version = HttpVersion.Version11 };
        using HttpResponseMessage response = client.SendAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        return response.Content.ReadAsByteArrayAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    private static byte[] WithLength(byte[] body) => [.. Head($"Content-Length: {body.Length}"), .. body];

    private static byte[] InChunks(byte[] body, int[] sizes)
    {
        List<byte> answer = [.. Head("Transfer-Encoding: chunked")];
        ReadOnlySpan<byte> rest = body;
        for (int i = 0; !rest.IsEmpty; i++)
        {
            int size = Math.Min(sizes[i % sizes.Length], rest.Length);
            answer.AddRange(Encoding.ASCII.GetBytes($"{(i % 2 == 0 ? $"{size:x}" : $"0{size:X} ;n=\"v\"")}\r\n"));
            answer.AddRange(rest[..size]);
            answer.AddRange("\r\n"u8);
            rest = rest[size..];
        }

        answer.AddRange("0\r\nX-Trailer: t\r\n\r\n"u8);
        return [.. answer];
    }

    private static byte[] Head(string framing) => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: 8476a536\r\n{framing}\r\n\r\n");

    private static Arbitrary<(byte[] Body, int[] Chunks, int Piece)> Event() => (
        from length in Gen.Frequency((4, Gen.Choose(0, 40)), (1, Gen.Choose(0, 30_000)))
        from seed in Gen.Choose(0, int.MaxValue)
        from chunks in Gen.Choose(1, 9000).NonEmptyListOf()
        from piece in Gen.OneOf(Gen.Choose(1, 20), Gen.Choose(1, 20_000))
        select (Bytes(length, seed), chunks.ToArray(), piece)).ToArbitrary();

    // A right answer with up to four places that are changed, so that most of it is still understood.
    private static Arbitrary<byte[]> Damaged() => (
        from length in Gen.Choose(0, 30)
        from seed in Gen.Choose(0, int.MaxValue)
        from chunks in Gen.Choose(1, 12).NonEmptyListOf()
        from isChunked in ArbMap.Default.GeneratorFor<bool>()
        from changes in Change().ListOf().Where(list => list.Count <= 4)
        select changes.Aggregate(isChunked ? InChunks(Bytes(length, seed), [.. chunks]) : WithLength(Bytes(length, seed)), Apply)).ToArbitrary();

    private static Gen<(int Place, int Removed, string Put)> Change() =>
        from place in Gen.Choose(0, 400)
        from removed in Gen.Choose(0, 3)
        from put in Gen.Elements(s_pieces)
        select (place, removed, put);

    private static byte[] Apply(byte[] answer, (int Place, int Removed, string Put) change)
    {
        int start = Math.Min(change.Place, answer.Length);
        int end = Math.Min(start + change.Removed, answer.Length);
        return [.. answer[..start], .. Encoding.Latin1.GetBytes(change.Put), .. answer[end..]];
    }

    private static byte[] Bytes(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A connection that answers whatever is asked.</summary>
    private sealed class Duplex(byte[] answer) : MemoryStream(answer, writable: false)
    {
        public override bool CanWrite => true;

        public override void Write(byte[] buffer, int offset, int count)
        {
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.CompletedTask;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;
    }
}
