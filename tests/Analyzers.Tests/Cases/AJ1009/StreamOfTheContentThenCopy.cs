using Amazon.Lambda.Core;

public class Downloader(HttpClient http)
{
    public async Task SaveAsync(Uri uri, Stream target, CancellationToken token)
    {
        using var response = await http.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, token);
        await using var body = await response.Content.ReadAsStreamAsync(token);
        await body.{|AJ1009:CopyToAsync|}(target);
    }
}
