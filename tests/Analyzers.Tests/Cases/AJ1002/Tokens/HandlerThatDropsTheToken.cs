using Amazon.Lambda.Core;

public sealed class LoggingHandler : DelegatingHandler
{
    public LoggingHandler(HttpMessageHandler inner)
        : base(inner)
    {
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Console.WriteLine(request.RequestUri);
        var response = await base.{|AJ1002:SendAsync|}(request, CancellationToken.None);
        Console.WriteLine(response.StatusCode);
        return response;
    }
}
