using System.IO.Pipelines;
using AsyncJobs.Events;
using AsyncJobs.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace AsyncJobs.Local.Isolation;

/// <summary>A reply that a process streams to its Runtime API.</summary>
/// <param name="context">The process's request.</param>
/// <param name="stream">Takes the reply as it comes; null where what asks takes it as a whole, as Lambda then gives it.</param>
internal sealed class SandboxReply(HttpContext context, IReplyStream? stream)
{
    private readonly MemoryStream _whole = new();

    /// <summary>The reply, where it was to be taken as a whole.</summary>
    public ReadOnlyMemory<byte> Whole => _whole.ToArray();

    /// <summary>The error in the middle of it; null for none.</summary>
    public (byte[] Body, string Type)? Error { get; private set; }

    /// <summary>Whether a reply is streamed.</summary>
    public static bool IsStreamed(HttpRequest request) => request.Headers[RuntimeApiConnection.ResponseMode] == RuntimeApiConnection.Streaming;

    /// <summary>Passes it on.</summary>
    /// <returns>False where nobody reads it any more.</returns>
    public async Task<bool> TryReadAsync()
    {
        // A job may have nothing to tell for long.
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, stream?.ReaderGone ?? CancellationToken.None);
        try
        {
            if (!await TryPassOnAsync(end.Token).ConfigureAwait(false))
                return false;
        }
        catch (OperationCanceledException) when (stream?.ReaderGone.IsCancellationRequested is true)
        {
            return false;
        }

        Error = ReadError();
        return true;
    }

    private async Task<bool> TryPassOnAsync(CancellationToken end)
    {
        while (true)
        {
            ReadResult read = await context.Request.BodyReader.ReadAsync(end).ConfigureAwait(false);
            foreach (ReadOnlyMemory<byte> part in read.Buffer)
            {
                if (stream is null)
                    _whole.Write(part.Span);
                else if (!await stream.WriteAsync(part).ConfigureAwait(false))
                    return false;
            }

            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return true;
        }
    }

    private (byte[] Body, string Type)? ReadError()
    {
        if (context.Features.Get<IHttpRequestTrailersFeature>() is not { Available: true } trailers
            || trailers.Trailers[RuntimeApiConnection.ErrorType].ToString() is not { Length: > 0 } type)
        {
            return null;
        }

        string text = trailers.Trailers[RuntimeApiConnection.ErrorBody].ToString();
        byte[] body = new byte[text.Length];
        bool isBase64 = Convert.TryFromBase64String(text, body, out int length);
        return (isBase64 ? body[..length] : [], type);
    }
}
