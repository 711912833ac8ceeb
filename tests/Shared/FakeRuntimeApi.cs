using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace AsyncJobs.Tests;

/// <summary>The Lambda Runtime API on a socket of this machine: hands out the events it is given and keeps what comes back.</summary>
internal sealed class FakeRuntimeApi : IAsyncDisposable
{
    private const string Root = "/2018-06-01/runtime";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<Invocation> _queue = Channel.CreateUnbounded<Invocation>();
    private readonly ConcurrentDictionary<string, Invocation> _invocations = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<Reply> _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly TaskCompletionSource _snapshot = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _restore = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<string> _chunks = Channel.CreateUnbounded<string>();
    private readonly Task _accepting;
    private int _connectionCount;

    public FakeRuntimeApi()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The value of <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>How answers go over the wire.</summary>
    public Wire Form { get; set; } = new();

    /// <summary>The clock by which an invocation has a minute, where nothing else is said.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>How many connections were made so far.</summary>
    public int ConnectionCount => Volatile.Read(ref _connectionCount);

    /// <summary>The report of a failed start.</summary>
    public Task<Reply> InitError => _initError.Task;

    /// <summary>The requests so far, such as <c>GET /invocation/next</c>.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>The next chunk of a reply that is streamed.</summary>
    public ValueTask<string> ChunkAsync() => _chunks.Reader.ReadAsync(_stop.Token);

    /// <summary>Done when a process has said that a snapshot of it can be taken.</summary>
    public Task Snapshot => _snapshot.Task;

    /// <summary>Restores it.</summary>
    public void Restore() => _restore.TrySetResult();

    /// <summary>Gives an event to the next process that asks, and waits for what comes back.</summary>
    public Task<Reply> InvokeAsync(ReadOnlyMemory<byte> payload, string? requestId = null, DateTimeOffset? deadline = null)
    {
        Invocation invocation = new(
            requestId ?? Guid.NewGuid().ToString(),
            payload,
            deadline,
            new(TaskCreationOptions.RunContinuationsAsynchronously));
        _invocations[invocation.RequestId] = invocation;
        _queue.Writer.TryWrite(invocation);
        return invocation.Done.Task;
    }

    /// <summary>Answers whoever asks for another event with an error, now and from now on.</summary>
    public void EndInvocations() => _queue.Writer.TryComplete();

    public async ValueTask DisposeAsync()
    {
        EndInvocations();
        await _stop.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([_accepting, .. _connections]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            client.NoDelay = true;
            Interlocked.Increment(ref _connectionCount);
            _connections.Add(ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            while (await ReadAsync(stream) is { } request)
            {
                if (!await AnswerAsync(stream, request))
                    return;
            }
        }
    }

    private async Task<bool> AnswerAsync(NetworkStream stream, Request request)
    {
        _requests.Enqueue(request.Line.Replace(Root, "", StringComparison.Ordinal).Replace(" HTTP/1.1", "", StringComparison.Ordinal));
        if (request.Line == $"GET {Root}/invocation/next HTTP/1.1")
            return await NextAsync(stream);

        if (request.Line == $"GET {Root}/restore/next HTTP/1.1")
        {
            _snapshot.TrySetResult();
            await _restore.Task.WaitAsync(_stop.Token);
            return await WriteAsync(stream, 200, "", default);
        }

        string[] parts = request.Line.Split(' ');
        string path = parts[1];
        if (parts[0] != "POST" || !path.StartsWith(Root + "/", StringComparison.Ordinal))
            return await WriteAsync(stream, 404, "", default);

        if (path == Root + "/init/error")
        {
            _initError.TrySetResult(new Reply(true, request.Body, request.ErrorType));
            return await WriteAsync(stream, 202, "", "{}"u8.ToArray());
        }

        string[] names = path[Root.Length..].Split('/');
        if (names is not ["", "invocation", var id, "response" or "error"] || !_invocations.TryGetValue(id, out Invocation? invocation))
            return await WriteAsync(stream, 400, "", default);

        bool isError = names[^1] == "error";
        if (!isError && Form.ResponseStatus != 202)
            return await WriteAsync(stream, Form.ResponseStatus, "", "{}"u8.ToArray());

        bool isKept = await WriteAsync(stream, 202, "", "{\"status\":\"OK\"}"u8.ToArray());
        invocation.Done.TrySetResult(new Reply(isError, request.Body, request.ErrorType, request.Streamed));
        return isKept && !Form.IsClosedAfterReply;
    }

    private async Task<bool> NextAsync(NetworkStream stream)
    {
        Invocation invocation;
        try
        {
            invocation = await _queue.Reader.ReadAsync(_stop.Token);
        }
        catch (ChannelClosedException)
        {
            return await WriteAsync(stream, 500, "", default);
        }

        string deadline = Form.DeadlineHeader
            ?? $"Lambda-Runtime-Deadline-Ms: {(invocation.Deadline ?? Time.GetUtcNow().AddMinutes(1)).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}\r\n";
        string headers =
            $"Lambda-Runtime-Aws-Request-Id: {invocation.RequestId}\r\n"
            + deadline
            + $"lambda-runtime-trace-id:Root=1-65f0a1b2-{invocation.RequestId}\r\n"
            + "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-central-1:123456789012:function:reports\r\n";
        return await WriteAsync(stream, 200, headers, invocation.Payload);
    }

    private async Task<bool> WriteAsync(NetworkStream stream, int status, string headers, ReadOnlyMemory<byte> body)
    {
        using MemoryStream answer = new();
        string length = Form.IsChunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.Length.ToString(CultureInfo.InvariantCulture);
        string connection = Form.AnnouncesClose ? "Connection: close\r\n" : "";
        answer.Write(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Any\r\nContent-Type: application/json\r\n{headers}{connection}{length}\r\n\r\n"));
        if (Form.IsChunked)
            WriteChunks(answer, body.Span);
        else
            answer.Write(body.Span);
        if (Form.After is { } after)
            answer.Write(Encoding.ASCII.GetBytes(after));

        ReadOnlyMemory<byte> bytes = answer.ToArray();
        if (status == 200 && Form.CutsEventAfter is { } cut)
        {
            Form = Form with { CutsEventAfter = null };
            await stream.WriteAsync(bytes[..cut]);
            return false;
        }

        int piece = Form.PieceBytes ?? bytes.Length;
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(piece, bytes.Length)..])
            await stream.WriteAsync(bytes[..Math.Min(piece, bytes.Length)]);
        return !Form.AnnouncesClose;
    }

    private static void WriteChunks(MemoryStream answer, ReadOnlySpan<byte> body)
    {
        // Growing sizes, one of them with an extension, so that chunks and pieces never agree.
        for (int size = 1; !body.IsEmpty; size = (size * 3) + 1)
        {
            int length = Math.Min(size, body.Length);
            answer.Write(Encoding.ASCII.GetBytes($"{length:x}{(size == 4 ? ";name=value" : "")}\r\n"));
            answer.Write(body[..length]);
            answer.Write("\r\n"u8);
            body = body[length..];
        }

        answer.Write("0\r\n\r\n"u8);
    }

    private async Task<Request?> ReadAsync(NetworkStream stream)
    {
        byte[] one = new byte[1];
        StringBuilder head = new();
        while (head.Length < 4 || head.ToString(head.Length - 4, 4) != "\r\n\r\n")
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }

        string[] lines = head.ToString().Split("\r\n");
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines.Skip(1).Where(line => line.Length > 0))
        {
            string[] pair = line.Split(':', 2);
            headers.Add(pair[0], pair[1].Trim());
        }

        string? errorType = headers.GetValueOrDefault("Lambda-Runtime-Function-Error-Type");
        if (headers.ContainsKey("Transfer-Encoding"))
            return await ReadStreamAsync(stream, lines[0], head.ToString());

        byte[] body = new byte[headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return new Request(lines[0], errorType, body, null);
    }

    private async Task<Request?> ReadStreamAsync(NetworkStream stream, string line, string head)
    {
        using MemoryStream body = new();
        while (int.Parse(await ReadLineAsync(stream), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            byte[] chunk = new byte[size];
            await stream.ReadExactlyAsync(chunk, _stop.Token);
            if (await ReadLineAsync(stream) != "")
                throw new InvalidDataException("A chunk is longer than its size.");
            body.Write(chunk);
            _chunks.Writer.TryWrite(Encoding.UTF8.GetString(chunk));
            if (Form.BreaksStreamAfter is { } most && body.Length >= most)
                return null;
        }

        List<string> trailers = [];
        while (await ReadLineAsync(stream) is { Length: > 0 } trailer)
            trailers.Add(trailer);
        return new Request(line, null, body.ToArray(), new Streamed(head, [.. trailers]));
    }

    private async Task<string> ReadLineAsync(NetworkStream stream)
    {
        byte[] one = new byte[1];
        StringBuilder line = new();
        while (!line.ToString().EndsWith("\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _stop.Token);
            line.Append((char)one[0]);
        }

        return line.ToString()[..^2];
    }

    /// <summary>How answers go over the wire.</summary>
    internal sealed record Wire
    {
        /// <summary>In chunks instead of with a length.</summary>
        public bool IsChunked { get; init; }

        /// <summary>Written in pieces of this size.</summary>
        public int? PieceBytes { get; init; }

        /// <summary>The connection is closed after each reply, which no header announces.</summary>
        public bool IsClosedAfterReply { get; init; }

        /// <summary>The connection is closed after each answer, which a header announces.</summary>
        public bool AnnouncesClose { get; init; }

        /// <summary>The connection breaks when this much of the next event was written.</summary>
        public int? CutsEventAfter { get; init; }

        /// <summary>Stands for the line of the deadline in the head of an event.</summary>
        public string? DeadlineHeader { get; init; }

        /// <summary>Comes after each answer, without having been asked for.</summary>
        public string? After { get; init; }

        /// <summary>The connection breaks when this much of a streamed reply was read.</summary>
        public int? BreaksStreamAfter { get; init; }

        /// <summary>What a reply is answered with; anything but 202 refuses it.</summary>
        public int ResponseStatus { get; init; } = 202;
    }

    /// <summary>What a function sent back.</summary>
    internal sealed record Reply(bool IsError, byte[] Body, string? ErrorType, Streamed? Streamed = null);

    private sealed record Invocation(string RequestId, ReadOnlyMemory<byte> Payload, DateTimeOffset? Deadline, TaskCompletionSource<Reply> Done);

    /// <summary>How a reply came that was streamed.</summary>
    /// <param name="Head">The head of the request.</param>
    /// <param name="Trailers">What came behind its body.</param>
    internal sealed record Streamed(string Head, IReadOnlyList<string> Trailers);

    private sealed record Request(string Line, string? ErrorType, byte[] Body, Streamed? Streamed);
}
