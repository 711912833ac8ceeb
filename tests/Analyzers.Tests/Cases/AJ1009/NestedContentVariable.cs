using System.Text.Json;
using Amazon.Lambda.Core;

public sealed record Page(string Title);

public class Pages(HttpClient http)
{
    public async Task<Page?> Get(string path, CancellationToken token)
    {
        using var response = (await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, token)).EnsureSuccessStatusCode();
        await using var json = await response.Content.ReadAsStreamAsync(token);
        return await JsonSerializer.{|AJ1009:DeserializeAsync|}<Page>(json, JsonSerializerOptions.Web);
    }
}
