using Amazon.Lambda.Core;

public record Limit(string Name, TimeSpan Timeout);

public record Request(string Url, TimeSpan Timeout, List<Limit> Limits);

public class Order
{
    public string Url { get; set; } = "";

    public TimeSpan Timeout { get; set; }

    public Inner Inner { get; set; } = new();
}

public class Inner
{
    public TimeSpan Timeout { get; set; }
}

public sealed class Function(HttpClient http)
{
    // Of the same type, and a cap alone.
    private static readonly Limit s_cap = new("all", TimeSpan.FromSeconds(30));

    public async Task<string> TakenApart(Request request, ILambdaContext context)
    {
        var (url, t, _) = request;
        using var cts = new CancellationTokenSource(t);
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> Matched(Order order, ILambdaContext context)
    {
        if (order is { Timeout: var t })
        {
            using var cts = new CancellationTokenSource(t);
            return await http.GetStringAsync(order.Url, cts.Token);
        }
        if (order is { Inner: { } inner })
        {
            using var cts = new CancellationTokenSource(inner.Timeout);
            return await http.GetStringAsync(order.Url, cts.Token);
        }
        return order switch { { Inner.Timeout: var x } => await Get(x), _ => "" };

        async Task<string> Get(TimeSpan time)
        {
            using var cts = new CancellationTokenSource(time);
            return await http.GetStringAsync(order.Url, cts.Token);
        }
    }

    public async Task<string> InALoop(Request request, ILambdaContext context)
    {
        foreach (var (_, t) in request.Limits)
        {
            using var cts = new CancellationTokenSource(t);
            return await http.GetStringAsync(request.Url, cts.Token);
        }
        return "";
    }

    public async Task<string> Capped(Request request, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(context.RemainingTime * 0.9);
        cts.CancelAfter(s_cap.Timeout);
        return await http.GetStringAsync(request.Url, cts.Token);
    }
}
