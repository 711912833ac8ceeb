using System.Net.Http.Json;
using Amazon.Lambda.Core;

public record Rate(string Currency, decimal Value);

public class Function(HttpClient http)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    public async Task<Rate?> Handler(string currency, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(s_limit)|};
        return await http.GetFromJsonAsync<Rate>($"rates/{currency}", cts.Token);
    }
}
