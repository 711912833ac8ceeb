// libraries: AmazonLambdaCore
using Amazon.Lambda.Core;

public record Part(string Name, TimeSpan Limit);

public class Function(HttpClient http)
{
    public async Task<string> Handle(string[] urls, ILambdaContext context)
    {
        TimeSpan left = Left(context);
        Dictionary<string, TimeSpan> limits = new() { ["first"] = left / 2, ["second"] = left / 4 };
        Part[] parts = [new("first", left / 2), new("second", left / 4)];
        string text = "";
        foreach (Part part in parts)
        {
            using var source = new CancellationTokenSource(part.Limit);
            text += await http.GetStringAsync(part.Name, source.Token);
        }

        using var other = new CancellationTokenSource(limits["first"]);
        if (limits.TryGetValue("second", out TimeSpan limit))
            other.CancelAfter(limit);
        return text + await http.GetStringAsync("x", other.Token);
    }

    // Whoever fills it says how long.
    public async Task<string> Given(IReadOnlyDictionary<string, TimeSpan> limits)
    {
        using var source = new CancellationTokenSource(limits["first"]);
        return await http.GetStringAsync("x", source.Token);
    }

    private static TimeSpan Left(ILambdaContext context)
    {
        TimeSpan left = context.RemainingTime - TimeSpan.FromSeconds(1);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
