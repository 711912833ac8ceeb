using System.Net;
using AsyncJobs.Testing.Time;

namespace AsyncJobs.Testing;

/// <summary>Takes the callbacks of a host in place of the network.</summary>
/// <param name="callbacks">Notes them, and knows what the test ordered.</param>
/// <param name="receiver">Answers what nothing is ordered for; null for 200.</param>
/// <param name="time">The host's clock.</param>
internal sealed class CallbackReceiver(JobCallbacks callbacks, HttpMessageHandler? receiver, TimeProvider time) : HttpMessageHandler
{
    // By the host's clock, so that the host knows what is waited for. No invocation lasts as long.
    private static readonly TimeSpan s_ever = TimeSpan.FromDays(1);

    // It is the test's to dispose of.
    private readonly HttpMessageInvoker? _receiver = receiver is null ? null : new HttpMessageInvoker(receiver, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Work.DieIfKilledAsync().ConfigureAwait(false);
        byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        SentCallback sent = new(request.RequestUri!, time.GetUtcNow(), Headers(request), body);
        HttpResponseMessage response = await AnswerAsync(callbacks.Take(sent), request, cancellationToken).ConfigureAwait(false);
        await Work.DieIfKilledAsync().ConfigureAwait(false);
        sent.StatusCode = response.StatusCode;
        return response;
    }

    private static Dictionary<string, string> Headers(HttpRequestMessage request) => request.Headers.Concat(request.Content!.Headers)
        .ToDictionary(static header => header.Key, static header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);

    private async Task<HttpResponseMessage> AnswerAsync(ReceiverAnswer? answer, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (answer is null && _receiver is not null)
            return await _receiver.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer is { IsReached: false })
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The test has nobody reach the receiver.");
        if (answer is { StatusCode: null })
            await Task.Delay(s_ever, time, cancellationToken).ConfigureAwait(false);
        return new HttpResponseMessage(answer?.StatusCode ?? HttpStatusCode.OK);
    }
}
