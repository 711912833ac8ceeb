using Amazon.Lambda.Core;

public class Downloader(HttpClient http)
{
    public async Task SaveAsync(Uri uri, string path, CancellationToken token)
    {
        using HttpResponseMessage response = await http.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, token);
        await using FileStream file = File.Create(path);
        await response.Content.{|AJ1009:CopyToAsync|}(file);
    }
}
