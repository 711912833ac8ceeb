using System.Net.Http.Json;
using System.Text.Json;
using Amazon.Lambda.Core;

public record Row(int Id);

public class Function(HttpClient http)
{
    public async Task<int> Handler(string url, CancellationToken token)
    {
        using var a = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, token);
        var text = await a.Content.ReadAsStringAsync(token);
        using var b = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, token);
        var rows = await b.Content.ReadFromJsonAsync<Row[]>(token);
        await using var c = await http.GetStreamAsync(url, token);
        var row = await JsonSerializer.DeserializeAsync<Row>(c, cancellationToken: token);
        using var reader = new StreamReader(await http.GetStreamAsync(url, token));
        var line = await reader.ReadLineAsync(token);
        return text.Length + rows!.Length + row!.Id + line!.Length;
    }
}
