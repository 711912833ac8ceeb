using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AsyncJobs.Buffers;

namespace AsyncJobs.Hosting;

/// <summary>
/// HTTP/1.1 to the Lambda Runtime API over one kept-alive connection, on the calling thread. HttpClient does this too, but loading and
/// starting it takes about as long as everything else between the start of a function and its first reply.
/// </summary>
internal sealed class RuntimeApiConnection(string address) : IDisposable
{
    private const int MaxHeadBytes = 64 * 1024;

    private readonly PooledBuffer _request = new();
    private readonly PooledBuffer _body = new();
    private byte[] _input = new byte[8 * 1024];
    private int _start;
    private int _end;
    private Socket? _socket;
    private bool _hasAnswer;

    /// <summary>Sends a request and reads the whole response, whose body is valid until the next request.</summary>
    /// <exception cref="RuntimeApiException">The answer is not HTTP.</exception>
    /// <exception cref="SocketException">The API cannot be reached.</exception>
    public RuntimeApiResponse Send(string method, string path, ReadOnlySpan<byte> body, string? errorType = null)
    {
        _request.Clear();
        Append(method);
        Append(" ");
        Append(path);
        Append(" HTTP/1.1\r\nHost: ");
        Append(address);
        if (method == "POST")
        {
            Append("\r\nContent-Type: application/json\r\nContent-Length: ");
            Append(body.Length);
        }

        if (errorType is not null)
        {
            Append("\r\nLambda-Runtime-Function-Error-Type: ");
            Append(errorType);
        }

        Append("\r\n\r\n");

        // A connection that was kept alive may have been closed in the meantime; that shows only when it is used. Once a part of the
        // answer is here it was not: asking again then would lose the invocation that the first answer brought.
        bool isReused = _socket is not null;
        try
        {
            return Exchange(body);
        }
        catch (Exception exception) when (isReused && !_hasAnswer && exception is SocketException or EndOfStreamException)
        {
            Close();
            return Exchange(body);
        }
    }

    public void Dispose()
    {
        Close();
        _request.Dispose();
        _body.Dispose();
    }

    private static Socket Connect(string address)
    {
        int colon = address.LastIndexOf(':');
        string host = colon < 0 ? address : address[..colon];
        int port = colon < 0 ? 80 : int.Parse(address.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture);
        if (!IPAddress.TryParse(host, out IPAddress? ip))
            ip = host == "localhost" ? IPAddress.Loopback : Dns.GetHostAddresses(host)[0];

        Socket socket = new(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(new IPEndPoint(ip, port));
        return socket;
    }

    private RuntimeApiResponse Exchange(ReadOnlySpan<byte> body)
    {
        _hasAnswer = false;
        _socket ??= Connect(address);
        SendAll(_request.WrittenSpan);
        SendAll(body);

        RuntimeApiResponse response = ReadHead(out long length, out bool isChunked, out bool closes);
        _body.Clear();
        if (isChunked)
            ReadChunks();
        else if (length >= 0)
            ReadExactly(length);
        else if (closes)
            ReadToEnd();

        response.Body = _body.WrittenMemory;
        if (closes)
            Close();
        return response;
    }

    private RuntimeApiResponse ReadHead(out long length, out bool isChunked, out bool closes)
    {
        RuntimeApiResponse response = default;
        length = -1;
        isChunked = false;
        closes = false;

        ReadOnlySpan<byte> status = ReadLine();
        if (status.Length < 12 || !status.StartsWith("HTTP/1."u8) || !Utf8Parser.TryParse(status[9..12], out response.StatusCode, out _))
            throw new RuntimeApiException("The Lambda Runtime API did not answer in HTTP/1.1.");

        while (true)
        {
            ReadOnlySpan<byte> line = ReadLine();
            if (line.IsEmpty)
                break;

            int colon = line.IndexOf((byte)':');
            if (colon < 0)
                continue;

            ReadOnlySpan<byte> name = line[..colon];
            ReadOnlySpan<byte> value = line[(colon + 1)..].Trim(" \t"u8);
            if (Ascii.EqualsIgnoreCase(name, "content-length"u8))
            {
                if (!Utf8Parser.TryParse(value, out length, out _))
                    throw new RuntimeApiException("The Lambda Runtime API gave a length that is no number.");
            }
            else if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8))
            {
                isChunked = Ascii.EqualsIgnoreCase(value, "chunked"u8);
            }
            else if (Ascii.EqualsIgnoreCase(name, "connection"u8))
            {
                closes = Ascii.EqualsIgnoreCase(value, "close"u8);
            }
            else if (Ascii.EqualsIgnoreCase(name, "lambda-runtime-aws-request-id"u8))
            {
                response.RequestId = Encoding.ASCII.GetString(value);
            }
            else if (Ascii.EqualsIgnoreCase(name, "lambda-runtime-deadline-ms"u8))
            {
                _ = Utf8Parser.TryParse(value, out response.DeadlineMs, out _);
            }
            else if (Ascii.EqualsIgnoreCase(name, "lambda-runtime-trace-id"u8))
            {
                response.TraceId = Encoding.ASCII.GetString(value);
            }
            else if (Ascii.EqualsIgnoreCase(name, "lambda-runtime-invoked-function-arn"u8))
            {
                response.FunctionArn = Encoding.ASCII.GetString(value);
            }
        }

        return response;
    }

    private void ReadChunks()
    {
        while (true)
        {
            ReadOnlySpan<byte> size = ReadLine();
            int extension = size.IndexOf((byte)';');
            if (!Utf8Parser.TryParse(extension < 0 ? size : size[..extension], out int length, out _, 'x'))
                throw new RuntimeApiException("The Lambda Runtime API gave a chunk whose size is no number.");

            if (length == 0)
                break;

            ReadExactly(length);
            ReadLine();
        }

        while (!ReadLine().IsEmpty)
        {
        }
    }

    private void ReadExactly(long length)
    {
        while (length > 0)
        {
            if (_start == _end)
                Fill();

            int take = (int)Math.Min(length, _end - _start);
            _input.AsSpan(_start, take).CopyTo(_body.GetSpan(take));
            _body.Advance(take);
            _start += take;
            length -= take;
        }
    }

    private void ReadToEnd()
    {
        try
        {
            while (true)
            {
                ReadExactly(_end - _start);
                Fill();
            }
        }
        catch (EndOfStreamException)
        {
            // The end of the connection is the end of the body.
        }
    }

    private ReadOnlySpan<byte> ReadLine()
    {
        int searched = 0;
        while (true)
        {
            int end = _input.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                ReadOnlySpan<byte> line = _input.AsSpan(_start, searched + end);
                _start += searched + end + 1;
                return line.EndsWith("\r"u8) ? line[..^1] : line;
            }

            searched = _end - _start;
            if (searched > MaxHeadBytes)
                throw new RuntimeApiException("The Lambda Runtime API gave a header without end.");
            Fill();
        }
    }

    // Keeps what is between start and end, and moves it to the front.
    private void Fill()
    {
        int kept = _end - _start;
        if (kept == _input.Length)
            Array.Resize(ref _input, _input.Length * 2);
        else if (_start > 0)
            _input.AsSpan(_start, kept).CopyTo(_input);
        _start = 0;
        _end = kept;

        int read = _socket!.Receive(_input.AsSpan(_end));
        if (read == 0)
            throw new EndOfStreamException("The Lambda Runtime API closed the connection.");
        _end += read;
        _hasAnswer = true;
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[_socket!.Send(bytes)..];
    }

    private void Append(string text)
    {
        _request.Advance(Encoding.ASCII.GetBytes(text, _request.GetSpan(text.Length)));
    }

    private void Append(int number)
    {
        Utf8Formatter.TryFormat(number, _request.GetSpan(16), out int written);
        _request.Advance(written);
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
        _start = _end = 0;
    }
}
