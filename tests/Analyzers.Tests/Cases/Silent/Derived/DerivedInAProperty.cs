using Amazon.Lambda.Core;

public sealed class Deadline(ILambdaContext context)
{
    private static readonly TimeSpan s_reserve = TimeSpan.FromSeconds(1);

    public TimeSpan Left
    {
        get
        {
            var left = context.RemainingTime - s_reserve;
            return left < TimeSpan.Zero ? TimeSpan.Zero : left;
        }
    }

    public bool IsOver => Left == TimeSpan.Zero;
}

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var deadline = new Deadline(context);
        using var cts = new CancellationTokenSource(deadline.Left);
        return await http.GetStringAsync(url, cts.Token);
    }
}
