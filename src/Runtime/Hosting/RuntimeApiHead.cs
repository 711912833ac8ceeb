using System.Buffers.Text;
using System.Text;

namespace AsyncJobs.Hosting;

/// <summary>
/// The head of an answer, taken line by line: what it says, and where its body ends. Whatever could be read in two ways is refused, as RFC 9112
/// allows: who takes another end for the body's takes the rest of it for the next answer.
/// </summary>
internal struct RuntimeApiHead
{
    private const int LongestShown = 64;

    private bool _isOld;
    private bool _closes;
    private bool _keepsAlive;

    /// <summary>What the head says of the invocation.</summary>
    public RuntimeApiResponse Response;

    /// <summary>The length of the body; null where it has none.</summary>
    public long? Length { get; private set; }

    /// <summary>Whether the body comes in chunks.</summary>
    public bool IsChunked { get; private set; }

    /// <summary>Whether the connection ends with this answer.</summary>
    public readonly bool Closes => _closes || (_isOld && !_keepsAlive);

    /// <summary>Whether another answer follows to the same request.</summary>
    public readonly bool IsInterim => Response.StatusCode is >= 100 and < 200;

    /// <summary>Reads the first line.</summary>
    /// <exception cref="RuntimeApiException">It is not that of HTTP/1.1.</exception>
    public void ReadStatus(ReadOnlySpan<byte> line)
    {
        bool isStatus = line.Length >= 12 && line.StartsWith("HTTP/1."u8) && char.IsAsciiDigit((char)line[7]) && line[8] == ' '
            && TryReadNumber(line[9..12], out long code) && code is >= 100 and <= 599 && (line.Length == 12 || line[12] == ' ');
        if (!isStatus || HasControl(line))
            throw RuntimeApiException.InAnswer($"does not begin as one of HTTP/1.1 does: '{Show(line)}'");

        _isOld = line[7] == '0';
        _ = Utf8Parser.TryParse(line[9..12], out Response.StatusCode, out _);
        if (Response.StatusCode == 101)
            throw RuntimeApiException.InAnswer("changes to another protocol, for which nobody asked");
    }

    /// <summary>Reads a field of the head.</summary>
    /// <exception cref="RuntimeApiException">It is malformed, or says what the ones before it do not.</exception>
    public void ReadField(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> name = CheckField(line, out ReadOnlySpan<byte> value);
        if (Ascii.EqualsIgnoreCase(name, "content-length"u8))
            ReadLength(value);
        else if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8))
            ReadCoding(value);
        else if (Ascii.EqualsIgnoreCase(name, "connection"u8))
            ReadConnection(value);
        else if (Ascii.EqualsIgnoreCase(name, "lambda-runtime-aws-request-id"u8))
            Add(ref Response.RequestId, value);
        else if (Ascii.EqualsIgnoreCase(name, "lambda-runtime-deadline-ms"u8))
            Add(ref Response.Deadline, value);
        else if (Ascii.EqualsIgnoreCase(name, "lambda-runtime-trace-id"u8))
            Add(ref Response.TraceId, value);
        else if (Ascii.EqualsIgnoreCase(name, "lambda-runtime-invoked-function-arn"u8))
            Add(ref Response.FunctionArn, value);
    }

    /// <summary>Looks at the head as a whole, after its last field.</summary>
    /// <exception cref="RuntimeApiException">It cannot be told where the body ends.</exception>
    public void End()
    {
        if (IsChunked && Length is not null)
            throw RuntimeApiException.InAnswer("has both Content-Length and Transfer-Encoding, which disagree about its end");
        if (IsChunked && _isOld)
            throw RuntimeApiException.InAnswer("has a Transfer-Encoding, which HTTP/1.0 does not know");

        if (IsInterim || Response.StatusCode is 204 or 304)
        {
            Length = 0;
            IsChunked = false;
        }
        else if (!IsChunked && Length is null && !Closes)
        {
            throw RuntimeApiException.InAnswer(
                "does not say where it ends: it has neither Content-Length nor Transfer-Encoding nor 'Connection: close'");
        }
    }

    /// <summary>Takes a field apart.</summary>
    /// <returns>Its name.</returns>
    /// <exception cref="RuntimeApiException">It is malformed.</exception>
    public static ReadOnlySpan<byte> CheckField(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> value)
    {
        if (line[0] is (byte)' ' or (byte)'\t')
            throw RuntimeApiException.InAnswer($"has a header that goes on in a second line: '{Show(line)}'");

        int colon = line.IndexOf((byte)':');
        if (colon <= 0 || !IsToken(line[..colon]))
            throw RuntimeApiException.InAnswer($"has a header without a name: '{Show(line)}'");

        value = line[(colon + 1)..].Trim(" \t"u8);
        return HasControl(value)
            ? throw RuntimeApiException.InAnswer($"has a control character in the header '{Show(line[..colon])}'")
            : line[..colon];
    }

    /// <summary>The beginning of what was sent, for a message: without anything that a log could take for the end of a line.</summary>
    public static string Show(ReadOnlySpan<byte> text)
    {
        string shown = Encoding.Latin1.GetString(text.Length <= LongestShown ? text : text[..LongestShown]);
        return string.Create(shown.Length, shown, static (target, source) =>
        {
            for (int i = 0; i < target.Length; i++)
                target[i] = source[i] is >= ' ' and <= '~' ? source[i] : '?';
        });
    }

    /// <summary>Whether there is a character that no line of a head may have.</summary>
    public static bool HasControl(ReadOnlySpan<byte> text)
    {
        foreach (byte c in text)
        {
            if (c is < (byte)' ' and not (byte)'\t' or 127)
                return true;
        }

        return false;
    }

    private static bool IsToken(ReadOnlySpan<byte> text)
    {
        foreach (byte c in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)c) && !"!#$%&'*+-.^_`|~"u8.Contains(c))
                return false;
        }

        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> digits, out long number)
    {
        number = 0;
        return !digits.IsEmpty
            && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && Utf8Parser.TryParse(digits, out number, out int read)
            && read == digits.Length;
    }

    private static ReadOnlySpan<byte> TakeItem(ref ReadOnlySpan<byte> list)
    {
        int comma = list.IndexOf((byte)',');
        ReadOnlySpan<byte> item = comma < 0 ? list : list[..comma];
        list = comma < 0 ? default : list[(comma + 1)..];
        return item.Trim(" \t"u8);
    }

    // RFC 9110, section 8.6, lets a length that is said twice alike be refused or taken. Others read it in either way, so that it is refused.
    private void ReadLength(ReadOnlySpan<byte> value)
    {
        if (Length is not null)
            throw RuntimeApiException.InAnswer("has more than one Content-Length");
        if (!TryReadNumber(value, out long length))
            throw RuntimeApiException.InAnswer($"has a Content-Length that is no number of bytes: '{Show(value)}'");
        if (length > RuntimeApiReader.MaxBodyBytes)
            throw RuntimeApiException.InAnswer($"has {length} bytes; at most {RuntimeApiReader.MaxBodyBytes} are taken");

        Length = length;
    }

    private void ReadCoding(ReadOnlySpan<byte> value)
    {
        if (IsChunked || !Ascii.EqualsIgnoreCase(value, "chunked"u8))
            throw RuntimeApiException.InAnswer($"has a Transfer-Encoding that is not 'chunked' alone: '{Show(value)}'");

        IsChunked = true;
    }

    private void ReadConnection(ReadOnlySpan<byte> value)
    {
        while (!value.IsEmpty)
        {
            ReadOnlySpan<byte> option = TakeItem(ref value);
            _closes |= Ascii.EqualsIgnoreCase(option, "close"u8);
            _keepsAlive |= Ascii.EqualsIgnoreCase(option, "keep-alive"u8);
        }
    }

    // What is said twice is read as a list of both, and whoever reads it finds that it is not the one value that it must be.
    private static void Add(ref string? field, ReadOnlySpan<byte> value)
    {
        string text = Encoding.ASCII.GetString(value);
        field = field is null ? text : $"{field}, {text}";
    }
}
