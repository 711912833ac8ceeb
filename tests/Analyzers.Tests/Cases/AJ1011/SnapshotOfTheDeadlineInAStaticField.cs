using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static DateTime? s_deadline;

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        s_deadline ??= {|AJ1011:DateTime.UtcNow + context.RemainingTime * 0.9|};
        var left = s_deadline.Value - DateTime.UtcNow;
        if (left <= TimeSpan.Zero)
            throw new TimeoutException();
        using var cts = new CancellationTokenSource(left);
        return await http.GetStringAsync(url, cts.Token);
    }
}
