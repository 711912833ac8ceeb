using Amazon.Lambda.Core;

public class Logging : DelegatingHandler
{
    public Logging(HttpMessageHandler inner)
        : base(inner)
    {
    }
}

public class Function
{
    private static readonly HttpClient s_http = new(Wrap(new SocketsHttpHandler(), 3));

    public Task<string> Handle(string url, ILambdaContext context) => s_http.{|AJ1002:GetStringAsync|}(url);

    private static HttpMessageHandler Wrap(HttpMessageHandler inner, int times)
    {
        HttpMessageHandler handler = inner;
        for (int i = 0; i < times; i++)
            handler = new Logging(handler);
        return handler;
    }
}
