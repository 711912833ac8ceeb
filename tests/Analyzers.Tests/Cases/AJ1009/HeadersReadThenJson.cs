using System.Net.Http.Json;
using Amazon.Lambda.Core;

public record Row(int Id);

public class Function(HttpClient http)
{
    public async Task<Row[]?> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(context.RemainingTime * 0.8);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cts.Token);
        return await response.Content.{|AJ1009:ReadFromJsonAsync|}<Row[]>();
    }
}
