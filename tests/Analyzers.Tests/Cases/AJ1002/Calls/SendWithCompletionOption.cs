using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var response = await http.{|AJ1002:SendAsync|}(new HttpRequestMessage(HttpMethod.Get, url), HttpCompletionOption.ResponseContentRead);
        return await response.Content.ReadAsStringAsync();
    }
}
