using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task Handler(string[] urls, ILambdaContext context)
    {
        using var limit = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(60))|};
        foreach (var url in urls)
        {
            using var message = new HttpRequestMessage(HttpMethod.Head, url);
            await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        }
    }
}
