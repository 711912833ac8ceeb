using Amazon.Lambda.Core;

public readonly record struct Deadline(DateTimeOffset At)
{
    public static Deadline Of(ILambdaContext context, TimeSpan reserve) => new(DateTimeOffset.UtcNow + context.RemainingTime - reserve);

    public TimeSpan Left
    {
        get
        {
            TimeSpan left = At - DateTimeOffset.UtcNow;
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public CancellationTokenSource Linked(CancellationToken token)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(token);
        source.CancelAfter(Left);
        return source;
    }
}

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var deadline = Deadline.Of(context, TimeSpan.FromSeconds(1));
        using var source = deadline.Linked(CancellationToken.None);
        return await http.GetStringAsync(url, source.Token);
    }
}
