using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static readonly TimeSpan s_reserve = TimeSpan.FromSeconds(1);

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        Limits.Log(context.RemainingTime);
        using var source = Limits.Make(context.RemainingTime, s_reserve);
        return await http.GetStringAsync(url, source.Token);
    }
}

public static class Limits
{
    public static CancellationTokenSource Make(TimeSpan remaining, TimeSpan reserve)
    {
        var source = new CancellationTokenSource();
        if (remaining <= reserve)
            source.Cancel();
        else
            source.CancelAfter(remaining - reserve);
        return source;
    }

    public static void Log(TimeSpan remaining) => Console.WriteLine(remaining.TotalSeconds);
}
