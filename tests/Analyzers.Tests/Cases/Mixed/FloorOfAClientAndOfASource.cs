using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static TimeSpan s_left;

    public async Task<string> Floor(string url, ILambdaContext context)
    {
        TimeSpan time = TimeSpan.FromSeconds({|AJ1011:Math.Max(5, context.RemainingTime.TotalSeconds - 1)|});
        using HttpClient client = {|AJ1008:new() { Timeout = time }|};
        using CancellationTokenSource limit = new(time);
        return await client.GetStringAsync(url) + await http.GetStringAsync(url, limit.Token);
    }

    public async Task<string> Kept(string url, ILambdaContext context)
    {
        s_left = {|AJ1011:context.RemainingTime|};
        using CancellationTokenSource limit = new({|AJ1007:s_left|});
        return await http.GetStringAsync(url, limit.Token);
    }
}
