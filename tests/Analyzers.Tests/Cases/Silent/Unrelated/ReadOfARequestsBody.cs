using Amazon.Lambda.Core;

public class SigningHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null)
        {
            string body = await request.Content.ReadAsStringAsync(cancellationToken);
            request.Headers.Add("X-Signature", body.GetHashCode().ToString());
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
