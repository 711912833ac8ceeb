using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public Task<string> Handler(string url, ILambdaContext context) =>
        http.GetStringAsync(url, {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(1))|}.Token);
}
