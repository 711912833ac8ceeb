using System.Text.Json;
using Amazon.Lambda.Core;

public sealed class Covers(HttpClient http)
{
    public async Task<JsonDocument> Find(string id, bool isLarge, CancellationToken token)
    {
        var (method, option) = isLarge ? (HttpMethod.Get, HttpCompletionOption.ResponseHeadersRead) : (HttpMethod.Post, HttpCompletionOption.ResponseContentRead);
        using var response = await http.SendAsync(new HttpRequestMessage(method, "covers/" + id), option, token);
        await using var stream = await response.Content.ReadAsStreamAsync(token);
        return await JsonDocument.{|AJ1009:ParseAsync|}(stream);
    }
}
