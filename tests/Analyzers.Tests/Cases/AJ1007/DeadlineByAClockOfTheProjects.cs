using Amazon.Lambda.Core;

public interface INow
{
    DateTime Value { get; }

    DateTimeOffset Offset();
}

public sealed class Now : INow
{
    public DateTime Value => DateTime.UtcNow;

    public DateTimeOffset Offset() => DateTimeOffset.UtcNow;
}

public class Function(HttpClient http, INow now)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        DateTime deadline = now.Value + context.RemainingTime;
        TimeSpan left = deadline - now.Value;
        using var cts = new CancellationTokenSource({|AJ1007:left > TimeSpan.Zero ? left : TimeSpan.Zero|});
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> Other(string url, ILambdaContext context)
    {
        DateTimeOffset deadline = now.Offset() + context.RemainingTime;
        TimeSpan left = deadline - now.Offset();
        using var cts = new CancellationTokenSource({|AJ1007:left > TimeSpan.Zero ? left : TimeSpan.Zero|});
        return await http.GetStringAsync(url, cts.Token);
    }
}
