using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Read(string url, CancellationToken token)
    {
        using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, token);
        if (response.IsSuccessStatusCode)
            return await response.Content.ReadAsStringAsync(token);

        var problem = await response.Content.{|AJ1009:ReadAsStringAsync|}();
        throw new HttpRequestException(problem);
    }
}
