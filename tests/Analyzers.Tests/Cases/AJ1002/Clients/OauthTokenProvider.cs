using System.Net.Http.Json;
using Amazon.Lambda.Core;

public sealed record Token(string AccessToken, int ExpiresIn);

public sealed class TokenProvider(HttpClient http, TimeProvider time)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private (Token Token, DateTimeOffset Until)? _cached;

    public async Task<string> GetAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_cached is { } cached && cached.Until > time.GetUtcNow())
                return cached.Token.AccessToken;

            using var body = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials" });
            using var response = await http.{|AJ1002:PostAsync|}("oauth/token", body);
            response.EnsureSuccessStatusCode();
            var token = await response.Content.ReadFromJsonAsync<Token>() ?? throw new InvalidOperationException();
            _cached = (token, time.GetUtcNow().AddSeconds(token.ExpiresIn - 30));
            return token.AccessToken;
        }
        finally
        {
            _gate.Release();
        }
    }
}
