using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private TimeSpan? _limit;

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        if (_limit == null)
        {
            _limit = {|AJ1011:TimeSpan.FromMilliseconds(context.RemainingTime.TotalMilliseconds * 0.8)|};
        }

        using var cts = new CancellationTokenSource(_limit.Value);
        return await http.GetStringAsync(url, cts.Token);
    }
}
