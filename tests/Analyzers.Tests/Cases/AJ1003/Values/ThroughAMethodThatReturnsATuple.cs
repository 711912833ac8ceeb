using System.Net;
using Amazon.Lambda.Core;

public sealed class Mirror(HttpClient http)
{
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(45);

    public async Task<HttpStatusCode> Probe(Uri address, TimeSpan? patience, CancellationToken token)
    {
        using var ending = {|AJ1003:new CancellationTokenSource(patience ?? _patience)|};
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, token);
        var either = both.Token;
        var (answer, last, fault) = await Follow(address, 5, either).ConfigureAwait(false);
        return fault is null ? answer!.StatusCode : HttpStatusCode.BadGateway;
    }

    private async Task<(HttpResponseMessage? Answer, Uri Last, Exception? Fault)> Follow(Uri address, int most, CancellationToken token)
    {
        try
        {
            while (true)
            {
                var answer = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, address), HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
                if (answer.Headers.Location is not { } next || most-- == 0)
                    return (answer, address, null);
                address = next;
            }
        }
        catch (Exception fault)
        {
            return (null, address, fault);
        }
    }
}
