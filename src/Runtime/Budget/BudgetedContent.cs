using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace AsyncJobs;

/// <summary>A response's body of which every read is bounded by the call's budget.</summary>
internal sealed class BudgetedContent : HttpContent
{
    private const int CopySize = 16 * 1024;

    private readonly HttpContent _inner;
    private readonly BudgetedCall _call;

    public BudgetedContent(HttpContent inner, BudgetedCall call)
    {
        _inner = inner;
        _call = call;
        foreach (KeyValuePair<string, HeaderStringValues> header in inner.Headers.NonValidated)
        {
            if (header.Value.Count == 1)
                Headers.TryAddWithoutValidation(header.Key, header.Value.ToString());
            else
                Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        // The contents of the platform hand their stream over at once. Others may read all of it first.
        _inner.GetType().Assembly == typeof(HttpContent).Assembly
            ? Task.FromResult(CreateContentReadStream(cancellationToken))
            : OpenAsync(cancellationToken);

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) =>
        new BudgetedStream(_inner.ReadAsStream(cancellationToken), _call);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (!_call.TryBegin(cancellationToken, out BudgetedOperation operation))
        {
            await _inner.CopyToAsync(stream, context, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await _inner.CopyToAsync(stream, context, operation.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (_call.EndFailed(operation, exception) is { } instead)
                throw instead;
            throw;
        }

        _call.End(operation);
        _call.End();
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        BudgetedStream body = new(_inner.ReadAsStream(cancellationToken), _call);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(CopySize);
        try
        {
            while (body.Read(buffer, cancellationToken) is > 0 and int read)
                stream.Write(buffer, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
            _call.End();
        }

        base.Dispose(disposing);
    }

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        if (!_call.TryBegin(cancellationToken, out BudgetedOperation operation))
            return await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);

        Stream stream;
        try
        {
            stream = await _inner.ReadAsStreamAsync(operation.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (_call.EndFailed(operation, exception) is { } instead)
                throw instead;
            throw;
        }

        _call.End(operation);
        return new BudgetedStream(stream, _call);
    }
}
