using Amazon.Lambda.Core;

public class Notifier
{
    private HttpClient? _http;

    public HttpClient? Http { set => _http = value; }

    public async Task Notify(string message, ILambdaContext context)
    {
        var pending = _http?.{|AJ1002:PostAsync|}("/notify", new StringContent(message));
        if (pending is not null)
            await pending;
    }
}
