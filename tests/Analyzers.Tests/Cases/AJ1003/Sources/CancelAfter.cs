using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<int> Handler(string url, ILambdaContext context)
    {
        var cts = new CancellationTokenSource();
        {|AJ1003:cts.CancelAfter(TimeSpan.FromSeconds(10))|};
        var token = cts.Token;
        using var response = await http.GetAsync(url, token);
        return (int)response.StatusCode;
    }
}
