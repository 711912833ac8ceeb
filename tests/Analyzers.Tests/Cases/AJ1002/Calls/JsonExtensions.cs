using System.Net.Http.Json;
using Amazon.Lambda.Core;

public record Quote(string Symbol, decimal Price);

public class QuoteFunction
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://quotes.example/") };

    public async Task<Quote?> Get(string symbol, ILambdaContext context)
    {
        var quote = await _http.{|AJ1002:GetFromJsonAsync|}<Quote>($"quotes/{symbol}");
        await _http.{|AJ1002:PostAsJsonAsync|}("audit", quote);
        using var put = await _http.{|AJ1002:PutAsJsonAsync|}("last", quote);
        return quote;
    }
}
