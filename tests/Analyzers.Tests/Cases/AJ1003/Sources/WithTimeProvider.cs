using Amazon.Lambda.Core;

public class Function(HttpClient http, TimeProvider time)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(10), time)|};
        return await http.GetStringAsync(url, cts.Token);
    }
}
