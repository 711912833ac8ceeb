using Amazon.Lambda.Core;

public class Downloader(HttpClient http)
{
    public async Task<long> Handler(string url, string path, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromMinutes(3))|};
        using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cts.Token);
        await using var file = File.Create(path);
        await response.Content.CopyToAsync(file, cts.Token);
        return file.Length;
    }
}
