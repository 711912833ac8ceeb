using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<bool> IsUp(string url, ILambdaContext context)
    {
        Task<HttpResponseMessage> get = http.GetAsync(url);
        Task first = await Task.{|AJ1004:WhenAny|}(get, Task.Delay(2000)).ConfigureAwait(false);
        return first == get && get.Result.IsSuccessStatusCode;
    }
}
