using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private const HttpCompletionOption Option = HttpCompletionOption.ResponseHeadersRead;

    public async Task<string> Read(Uri uri, CancellationToken token)
    {
        HttpResponseMessage response = await http.GetAsync(uri, Option, token);
        HttpContent content = response.Content;
        return await content.{|AJ1009:ReadAsStringAsync|}();
    }
}
