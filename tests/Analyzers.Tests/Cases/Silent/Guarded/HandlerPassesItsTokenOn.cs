using System.Net.Http.Headers;
using Amazon.Lambda.Core;

public sealed class AuthHandler(Func<CancellationToken, Task<string>> getToken) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await getToken(cancellationToken));
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
