using Amazon.Lambda.Core;

public class Proxy
{
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler());

    public async Task<int> Forward(HttpRequestMessage request, ILambdaContext context)
    {
        var response = await _invoker.{|AJ1002:SendAsync|}(request, CancellationToken.None);
        return (int)response.StatusCode;
    }
}
