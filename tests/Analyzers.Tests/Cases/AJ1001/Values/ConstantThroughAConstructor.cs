using Amazon.Lambda.Core;

public sealed class Gateway
{
    private readonly HttpClient _client;

    public Gateway(Uri address, int seconds)
    {
        _client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(seconds) };
    }

    public Task<string> Read(string path, CancellationToken token) => _client.GetStringAsync(path, token);
}

public class Function
{
    private static readonly Gateway s_gateway = new(new Uri("https://gateway.example"), {|AJ1001:25|});

    public Task<string> Handler(string path, CancellationToken token, ILambdaContext context) => s_gateway.Read(path, token);
}
