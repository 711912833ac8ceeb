using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace AsyncJobs.Benchmarks.Budget;

/// <summary>
/// The least that a handler must do to have a say in a call and in its body: a token of its own, tied to the caller's, one continuation, and a content in
/// the place of the response's. It has no timer, and neither counts nor traces anything. Whatever does more costs more than this.
/// </summary>
internal sealed class LeastHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    [ThreadStatic]
    private static CancellationTokenSource? t_idle;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CancellationTokenSource source = t_idle ?? new CancellationTokenSource();
        t_idle = null;
        HttpResponseMessage response;
        using (Tie(source, cancellationToken))
            response = await base.SendAsync(request, source.Token).ConfigureAwait(false);

        HttpContent content = response.Content;
        response.Content = new StreamContent(new LeastStream(content.ReadAsStream(), source));
        HeadersOf(response.Content) = content.Headers;
        return response;
    }

    private static CancellationTokenRegistration Tie(CancellationTokenSource source, CancellationToken caller) =>
        caller.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_headers")]
    private static extern ref HttpContentHeaders? HeadersOf(HttpContent content);

    /// <summary>A body that is copied in one piece, as <see cref="HttpClient"/> does it.</summary>
    private sealed class LeastStream(Stream inner, CancellationTokenSource source) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            using (Tie(source, cancellationToken))
                await inner.CopyToAsync(destination, bufferSize, source.Token);
            if (source.TryReset())
                t_idle = source;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        protected override void Dispose(bool disposing) => inner.Dispose();
    }
}
