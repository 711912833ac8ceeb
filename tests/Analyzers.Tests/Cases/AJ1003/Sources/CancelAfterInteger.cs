using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task Handler(string url, ILambdaContext context)
    {
        using (var cts = new CancellationTokenSource())
        {
            {|AJ1003:cts.CancelAfter(5_000)|};
            await http.PostAsync(url, null, cts.Token);
        }
    }
}
