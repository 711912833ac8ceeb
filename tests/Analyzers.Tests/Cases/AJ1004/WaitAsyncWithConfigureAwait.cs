using Amazon.Lambda.Core;

public sealed class Tokens
{
    private const int Seconds = 2;
    private readonly HttpClient _http = new();

    public async Task<string> AcquireAsync(ILambdaContext context)
    {
        return await _http.GetStringAsync("https://login.example/token").{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(Seconds)).ConfigureAwait(false);
    }
}
