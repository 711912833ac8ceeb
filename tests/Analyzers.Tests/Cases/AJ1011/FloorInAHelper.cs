using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var source = new CancellationTokenSource(Left(context));
        return await http.GetStringAsync(url, source.Token);
    }

    private static TimeSpan Left(ILambdaContext context) => TimeSpan.FromSeconds({|AJ1011:Math.Max(10, context.RemainingTime.TotalSeconds - 3)|});
}
