using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = Limit();
        return await http.GetStringAsync(url, cts.Token);

        static CancellationTokenSource Limit()
        {
            var source = new CancellationTokenSource();
            {|AJ1003:source.CancelAfter(TimeSpan.FromSeconds(30))|};
            return source;
        }
    }
}
