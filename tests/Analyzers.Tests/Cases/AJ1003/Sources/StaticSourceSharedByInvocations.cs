using Amazon.Lambda.Core;

public static class Shared
{
    internal static readonly CancellationTokenSource Limit = {|AJ1003:new CancellationTokenSource(TimeSpan.FromMinutes(10))|};
}

public class Function
{
    private static readonly HttpClient s_http = new();

    public Task<string> Handler(string url, ILambdaContext context) => s_http.GetStringAsync(url, Shared.Limit.Token);
}
