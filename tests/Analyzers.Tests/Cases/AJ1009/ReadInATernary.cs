using Amazon.Lambda.Core;

public class Loader(HttpClient http)
{
    public async Task<string> Load(string url, CancellationToken token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        HttpResponseMessage? response = null;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            return response.IsSuccessStatusCode ? await response.Content.{|AJ1009:ReadAsStringAsync|}() : "";
        }
        finally
        {
            response?.Dispose();
        }
    }
}
