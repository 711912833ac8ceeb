using Amazon.Lambda.Core;

public sealed class Api : IDisposable
{
    private readonly HttpClient _http;

    public Api(ILambdaContext context)
    {
        _http = {|AJ1008:new HttpClient
        {
            BaseAddress = new Uri("https://api.example"),
            Timeout = context.RemainingTime * 0.9,
        }|};
    }

    public Task<string> Get(string path) => _http.GetStringAsync(path);

    public void Dispose() => _http.Dispose();
}
