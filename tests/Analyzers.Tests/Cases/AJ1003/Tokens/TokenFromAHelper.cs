using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static CancellationToken TimeoutToken() => {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(10))|}.Token;

    public Task<string> Handler(string url, ILambdaContext context) => http.GetStringAsync(url, TimeoutToken());
}
