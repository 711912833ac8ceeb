using System.Text;
using AsyncJobs.Hosting;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Hosting;

/// <summary>Answers of the Runtime API are framed as RFC 9112 says; what can be read in two ways is refused, with what is wrong.</summary>
public sealed class RuntimeApiReaderTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";

    public static TheoryData<string, string> Refused => new()
    {
        // The first line.
        { "\r\n\r\n", "does not begin as one of HTTP/1.1 does" },
        { "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n", "does not begin as one of HTTP/1.1 does: 'HTTP/2.0 200 OK'" },
        { "http/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "does not begin as one of HTTP/1.1 does" },
        { "HTTP/1.1 2x0 OK\r\nContent-Length: 0\r\n\r\n", "does not begin as one of HTTP/1.1 does" },
        { "HTTP/1.1 +20 OK\r\nContent-Length: 0\r\n\r\n", "does not begin as one of HTTP/1.1 does" },
        { "HTTP/1.1 099 OK\r\nContent-Length: 0\r\n\r\n", "does not begin as one of HTTP/1.1 does" },
        { "HTTP/1.1 600 OK\r\nContent-Length: 0\r\n\r\n", "does not begin as one of HTTP/1.1 does" },
        { "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n", "does not begin as one of HTTP/1.1 does" },
        { "HTTP/1.1 200 O\rK\r\nContent-Length: 0\r\n\r\n", "does not begin as one of HTTP/1.1 does: 'HTTP/1.1 200 O?K'" },
        { "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n", "changes to another protocol" },

        // The length.
        { Ok + "Content-Length: -2\r\n\r\n{}", "has a Content-Length that is no number of bytes: '-2'" },
        { Ok + "Content-Length: +2\r\n\r\n{}", "no number of bytes: '+2'" },
        { Ok + "Content-Length: 2x\r\n\r\n{}", "no number of bytes: '2x'" },
        { Ok + "Content-Length: 0x2\r\n\r\n{}", "no number of bytes: '0x2'" },
        { Ok + "Content-Length: 2.0\r\n\r\n{}", "no number of bytes: '2.0'" },
        { Ok + "Content-Length: 2 2\r\n\r\n{}", "no number of bytes: '2 2'" },
        { Ok + "Content-Length:\r\n\r\n{}", "no number of bytes: ''" },
        { Ok + "Content-Length: 2,\r\n\r\n{}", "no number of bytes: '2,'" },
        { Ok + "Content-Length: ,2\r\n\r\n{}", "no number of bytes: ',2'" },
        { Ok + "Content-Length: \u00b2\r\n\r\n{}", "no number of bytes: '?'" },
        { Ok + "Content-Length: 99999999999999999999\r\n\r\n{}", "no number of bytes: '99999999999999999999'" },
        { Ok + "Content-Length: 18446744073709551618\r\n\r\n{}", "no number of bytes" },
        { Ok + "Content-Length: 33554433\r\n\r\n{}", "has 33554433 bytes; at most 33554432 are taken" },
        { Ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ", "has more than one Content-Length" },
        { Ok + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "has more than one Content-Length" },
        { Ok + "Content-Length: 2, 3\r\n\r\n{} ", "no number of bytes: '2, 3'" },
        { Ok + "Content-Length: 2, 2\r\n\r\n{}", "no number of bytes: '2, 2'" },
        { Ok + "\r\n{}", "does not say where it ends" },
        { Ok + "Connection: keep-alive\r\n\r\n{}", "does not say where it ends" },

        // The coding.
        { Ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "has a Transfer-Encoding that is not 'chunked' alone: 'gzip, chunked'" },
        { Ok + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", "not 'chunked' alone" },
        { Ok + "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "not 'chunked' alone: 'gzip'" },
        { Ok + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "not 'chunked' alone" },
        { Ok + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", "not 'chunked' alone" },
        { Ok + "Transfer-Encoding: identity\r\n\r\n", "not 'chunked' alone: 'identity'" },
        { Ok + "Transfer-Encoding: xchunked\r\n\r\n", "not 'chunked' alone: 'xchunked'" },
        { Ok + "Transfer-Encoding: chunked;q=1\r\n\r\n", "not 'chunked' alone" },
        { Ok + "Transfer-Encoding: \"chunked\"\r\n\r\n", "not 'chunked' alone" },
        { Ok + "Transfer-Encoding:\r\nContent-Length: 2\r\n\r\n{}", "not 'chunked' alone: ''" },
        { Ok + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n", "has both Content-Length and Transfer-Encoding" },
        { Ok + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "has both Content-Length and Transfer-Encoding" },
        { "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "HTTP/1.0 does not know" },

        // The lines.
        { Ok + "Content-Length: 2\n\r\n{}", "ends with a line feed alone" },
        { Ok + "Content-Length: 2\r\n\n{}", "ends with a line feed alone" },
        { "HTTP/1.1 200 OK\nContent-Length: 2\r\n\r\n{}", "ends with a line feed alone" },
        { Ok + "X: a\rb\r\nContent-Length: 2\r\n\r\n{}", "has a control character in the header 'X'" },
        { Ok + "X: a\0b\r\nContent-Length: 2\r\n\r\n{}", "has a control character in the header 'X'" },
        { Ok + "X: a\r\n b\r\nContent-Length: 2\r\n\r\n{}", "has a header that goes on in a second line: ' b'" },
        { Ok + "\tX: a\r\nContent-Length: 2\r\n\r\n{}", "has a header that goes on in a second line" },
        { Ok + "Content-Length : 2\r\n\r\n{}", "has a header without a name: 'Content-Length : 2'" },
        { Ok + ": 2\r\n\r\n{}", "has a header without a name" },
        { Ok + "Content-Length\r\n\r\n{}", "has a header without a name" },
        { Ok + "Content\u00adLength: 2\r\n\r\n{}", "has a header without a name: 'Content?Length: 2'" },

        // The chunks.
        { Chunked("x\r\n{}\r\n0\r\n\r\n"), "has a chunk whose size is no hexadecimal number: 'x'" },
        { Chunked("\r\n{}\r\n0\r\n\r\n"), "no hexadecimal number: ''" },
        { Chunked("-2\r\n{}\r\n0\r\n\r\n"), "no hexadecimal number: '-2'" },
        { Chunked("+2\r\n{}\r\n0\r\n\r\n"), "no hexadecimal number: '+2'" },
        { Chunked("0x2\r\n{}\r\n0\r\n\r\n"), "no hexadecimal number: '0x2'" },
        { Chunked("2h\r\n{}\r\n0\r\n\r\n"), "no hexadecimal number: '2h'" },
        { Chunked(" 2\r\n{}\r\n0\r\n\r\n"), "no hexadecimal number: ' 2'" },
        { Chunked("2 \r\n{}\r\n0\r\n\r\n"), "no hexadecimal number: '2 '" },
        { Chunked("2;a\rb\r\n{}\r\n0\r\n\r\n"), "no hexadecimal number: '2;a?b'" },
        { Chunked("2\n{}\r\n0\r\n\r\n"), "ends with a line feed alone" },
        { Chunked("2\r\n{}x\r\n0\r\n\r\n"), "has a chunk that is longer than its size" },
        { Chunked("2\r\n{}\n0\r\n\r\n"), "has a chunk that is longer than its size" },
        { Chunked("2\r\n{}\r\n2000000\r\n"), "is larger than the 33554432 bytes that are taken" },
        { Chunked("ffffffff\r\n{}\r\n0\r\n\r\n"), "is larger than the 33554432 bytes that are taken" },
        { Chunked("fffffffffffffffe\r\n{}\r\n0\r\n\r\n"), "is larger than the 33554432 bytes that are taken" },
        { Chunked("10000000000000002\r\n{}\r\n0\r\n\r\n"), "is larger than the 33554432 bytes that are taken" },
        { Chunked("0\r\nno trailer\r\n\r\n"), "has a header without a name: 'no trailer'" },
        { Chunked("0\r\nA: b\r\n c\r\n\r\n"), "has a header that goes on in a second line" },

        // Its size.
        { Ok + "X: " + new string('x', 70_000) + "\r\nContent-Length: 2\r\n\r\n{}", "has more than 65536 bytes beside its body" },
        { Ok + Many("X: y\r\n", 12_000) + "Content-Length: 2\r\n\r\n{}", "has more than 65536 bytes beside its body" },
        { Chunked(Many($"1;{new string('x', 1000)}\r\n{{\r\n", 70)), "has more than 65536 bytes beside its body" },
        { Chunked("0\r\n" + Many("X: y\r\n", 12_000) + "\r\n"), "has more than 65536 bytes beside its body" },
        { Many("HTTP/1.1 102 Wait\r\n\r\n", 20) + Ok + "Content-Length: 2\r\n\r\n{}", "is preceded by more than 16 interim ones" },
    };

    public static TheoryData<string, string, bool> Taken => new()
    {
        { Ok + "Content-Length: 2\r\n\r\n{}", "{}", false },
        { Ok + "content-length:2\r\n\r\n{}", "{}", false },
        { Ok + "Content-Length: \t 2 \t\r\n\r\n{}", "{}", false },
        { Ok + "Content-Length: 0002\r\n\r\n{}", "{}", false },
        { Ok + "Content-Length: 0\r\n\r\n", "", false },
        { "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}", "{}", false },
        { "HTTP/1.1 200 Gr\u00fc\u00dfe\r\nX: \u00fc\tb\r\nContent-Length: 2\r\n\r\n{}", "{}", false },
        { Ok + "Content-Length: 2\r\nConnection: Keep-Alive, Close\r\n\r\n{}", "{}", true },
        { Ok + "Content-Length: 2\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n{}", "{}", true },
        { Ok + "Connection: close\r\n\r\n{}", "{}", true },
        { "HTTP/1.0 200 OK\r\n\r\n{}", "{}", true },
        { "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}", "{}", false },
        { "HTTP/1.1 204 None\r\n\r\n", "", false },
        { "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\n" + Ok + "Content-Length: 2\r\n\r\n{}", "{}", false },
        { Chunked("2\r\n{}\r\n0\r\n\r\n"), "{}", false },
        { Ok + "Transfer-Encoding:CHUNKED \r\n\r\n2\r\n{}\r\n0\r\n\r\n", "{}", false },
        { Chunked("0000000002\r\n{}\r\n000\r\n\r\n"), "{}", false },
        { Chunked("1;a=\"b;\tc\"\r\n{\r\n1 ; d\r\n}\r\n0;e\r\nDigest: x\r\n\r\n"), "{}", false },
        { Chunked("A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n"), "01234567890123456789", false },
        { Chunked(Many("1\r\nx\r\n", 100_000) + "0\r\n\r\n"), new string('x', 100_000), false },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_can_be_read_in_two_ways_or_has_no_end_is_refused(string answer, string fault)
    {
        RuntimeApiException exception = Assert.Throws<RuntimeApiException>(() => AnswerFeed.Read(answer, out _));

        Assert.StartsWith("The answer of the Lambda Runtime API ", exception.Message);
        Assert.Contains(fault, exception.Message);
        Assert.DoesNotContain(exception.Message, char.IsControl);
    }

    [Theory]
    [MemberData(nameof(Taken))]
    public void What_can_be_read_in_one_way_is_taken(string answer, string body, bool closes)
    {
        RuntimeApiResponse response = AnswerFeed.Read(answer, out bool ends);

        Assert.Equal(body, Encoding.Latin1.GetString(response.Body.Span));
        Assert.Equal(closes, ends);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n")]
    public void An_answer_that_breaks_off_is_not_taken_for_a_short_one(string answer) =>
        Assert.Throws<EndOfStreamException>(() => AnswerFeed.Read(answer, out _));

    [Fact]
    public void A_head_without_end_is_given_up_soon()
    {
        AnswerFeed endless = new(Encoding.Latin1.GetBytes(new string('x', 10_000_000)));
        using RuntimeApiReader reader = new(new RuntimeApiInput(endless.Receive));

        Assert.Throws<RuntimeApiException>(() => reader.Read(out _));
        Assert.InRange(endless.Taken, 0, 4 * RuntimeApiReader.MaxHeadBytes);
    }

    [Fact]
    public void A_body_without_end_is_given_up_soon()
    {
        byte[] head = Encoding.Latin1.GetBytes(Ok + "Connection: close\r\n\r\n");
        AnswerFeed endless = new((byte[])[.. head, .. new byte[40_000_000]]);
        using RuntimeApiReader reader = new(new RuntimeApiInput(endless.Receive));

        Assert.Throws<RuntimeApiException>(() => reader.Read(out _));
        Assert.InRange(endless.Taken, 0, RuntimeApiReader.MaxBodyBytes + (256 * 1024));
    }

    [Fact]
    public void A_length_that_does_not_come_takes_no_memory()
    {
        string answer = Ok + "Content-Length: 33554432\r\n\r\n{}";
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<EndOfStreamException>(() => AnswerFeed.Read(answer, out _));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 * 1024);
    }

    private static string Chunked(string body) => Ok + "Transfer-Encoding: chunked\r\n\r\n" + body;

    private static string Many(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();
}
