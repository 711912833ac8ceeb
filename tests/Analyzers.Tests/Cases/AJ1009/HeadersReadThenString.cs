using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Read(string url, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.{|AJ1009:ReadAsStringAsync|}();
    }
}
