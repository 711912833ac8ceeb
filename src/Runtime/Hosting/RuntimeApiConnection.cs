using System.Buffers;
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
internal sealed class RuntimeApiConnection : IDisposable
{
    /// <summary>The header, or trailer, that has the type of an error.</summary>
    public const string ErrorType = "Lambda-Runtime-Function-Error-Type";

    /// <summary>The trailer that has an error as base64 of its JSON, since lines of it may end.</summary>
    public const string ErrorBody = "Lambda-Runtime-Function-Error-Body";

    /// <summary>The header that says how the body of a reply comes.</summary>
    public const string ResponseMode = "Lambda-Runtime-Function-Response-Mode";

    /// <summary>Its value where the body comes in parts.</summary>
    public const string Streaming = "streaming";

    private readonly PooledBuffer _request = new();
    private readonly RuntimeApiInput _input;
    private readonly RuntimeApiReader _reader;
    private readonly string _address;
    private Socket? _socket;

    /// <summary>Makes a connection, which is opened by the first request.</summary>
    /// <param name="address">Host and port of the API.</param>
    public RuntimeApiConnection(string address)
    {
        _address = address;
        _input = new RuntimeApiInput(target => _socket!.Receive(target.Span));
        _reader = new RuntimeApiReader(_input);
    }

    /// <summary>Sends a request and reads the whole response, whose body is valid until the next request.</summary>
    /// <exception cref="RuntimeApiException">The answer is not HTTP/1.1, or too large.</exception>
    /// <exception cref="SocketException">The API cannot be reached.</exception>
    public RuntimeApiResponse Send(string method, string path, ReadOnlySpan<byte> body, string? errorType = null)
    {
        _request.Clear();
        Append(method);
        Append(" ");
        Append(path);
        Append(" HTTP/1.1\r\nHost: ");
        Append(_address);
        if (method == "POST")
        {
            Append("\r\nContent-Type: application/json\r\nContent-Length: ");
            Append(body.Length);
        }

        if (errorType is not null)
        {
            Append($"\r\n{ErrorType}: ");
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
        catch (Exception exception) when (isReused && !_input.HasAnswer && exception is SocketException or EndOfStreamException)
        {
            return Exchange(body);
        }
    }

    /// <summary>Begins to send the reply of a function whose parts come one by one.</summary>
    /// <exception cref="SocketException">The API cannot be reached.</exception>
    public void BeginChunks(string path)
    {
        _request.Clear();
        Append("POST ");
        Append(path);
        Append(" HTTP/1.1\r\nHost: ");
        Append(_address);
        Append("\r\nContent-Type: application/vnd.awslambda.http-integration-response"
            + $"\r\n{ResponseMode}: {Streaming}"
            + "\r\nTransfer-Encoding: chunked"
            + $"\r\nTrailer: {ErrorType}, {ErrorBody}\r\n\r\n");
        _input.Expect();

        // What came without a request is the answer to none, and a connection that was closed meanwhile has nothing to read, but can be read.
        // It cannot be made again later, when a part of the reply was sent.
        if (!_input.IsEmpty || _socket?.Poll(0, SelectMode.SelectRead) is true)
            Close();

        _socket ??= Connect(_address);
        SendAll(_request.WrittenSpan);
    }

    /// <summary>Sends a part of the reply that was begun.</summary>
    /// <exception cref="SocketException">The API has closed the connection.</exception>
    public void SendChunk(ReadOnlySpan<byte> part)
    {
        // One of no bytes is the end.
        if (part.IsEmpty)
            return;

        _request.Clear();
        Utf8Formatter.TryFormat(part.Length, _request.GetSpan(16), out int written, 'x');
        _request.Advance(written);
        Append("\r\n");
        _request.Write(part);
        Append("\r\n");
        SendAll(_request.WrittenSpan);
    }

    /// <summary>Ends the reply that was begun, and reads the answer to it.</summary>
    /// <param name="trailers">What comes behind its body, each line with its end; null for nothing.</param>
    /// <exception cref="RuntimeApiException">The answer is not HTTP/1.1, or too large.</exception>
    /// <exception cref="SocketException">The API has closed the connection.</exception>
    /// <exception cref="EndOfStreamException">So it has.</exception>
    public RuntimeApiResponse EndChunks(string? trailers)
    {
        bool closes = true;
        _request.Clear();
        Append("0\r\n");
        Append(trailers ?? "");
        Append("\r\n");
        try
        {
            SendAll(_request.WrittenSpan);
            return _reader.Read(out closes);
        }
        finally
        {
            if (closes)
                Close();
        }
    }

    /// <summary>Closes the connection in the middle of a request. The next one makes another.</summary>
    public void Break() => Close();

    public void Dispose()
    {
        Close();
        _request.Dispose();
        _reader.Dispose();
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
        bool closes = true;
        _input.Expect();
        try
        {
            // What came without a request is the answer to none.
            if (!_input.IsEmpty || _socket?.Available > 0)
                Close();

            _socket ??= Connect(_address);
            SendAll(_request.WrittenSpan);
            SendAll(body);
            return _reader.Read(out closes);
        }
        finally
        {
            if (closes)
                Close();
        }
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
        _input.Clear();
    }
}
