using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<long> Size(string url, CancellationToken token)
    {
        using var response = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, url), HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
        using var stream = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
        var buffer = new byte[8192];
        long total = 0;
        int read;
        while ((read = await stream.{|AJ1009:ReadAsync|}(buffer).ConfigureAwait(false)) > 0)
            total += read;
        return total;
    }
}
