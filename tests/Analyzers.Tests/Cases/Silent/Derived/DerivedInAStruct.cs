using Amazon.Lambda.Core;

public readonly struct TimeBudget
{
    private readonly DateTimeOffset _end;

    public TimeBudget(ILambdaContext context) => _end = DateTimeOffset.UtcNow + context.RemainingTime * 0.9;

    public TimeSpan Left => _end - DateTimeOffset.UtcNow is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    public CancellationTokenSource Source() => new(Left);
}

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var budget = new TimeBudget(context);
        using var cts = budget.Source();
        return await http.GetStringAsync(url, cts.Token);
    }
}
