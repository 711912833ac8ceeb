using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static TimeSpan s_last;

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        s_last = {|AJ1011:context.RemainingTime * 0.5|};
        using var snapshot = new CancellationTokenSource(s_last);
        using var fixedOne = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(1))|};
        using var unclamped = new CancellationTokenSource({|AJ1010:context.RemainingTime - TimeSpan.FromSeconds(1)|});
        return await http.GetStringAsync(url, snapshot.Token)
            + await http.GetStringAsync(url, fixedOne.Token)
            + await http.GetStringAsync(url, unclamped.Token);
    }
}
