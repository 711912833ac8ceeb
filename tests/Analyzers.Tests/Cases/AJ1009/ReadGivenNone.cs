using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<byte[]> Read(string url, CancellationToken token)
    {
        using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, token);
        return await response.Content.{|AJ1009:ReadAsByteArrayAsync|}(CancellationToken.None);
    }
}
