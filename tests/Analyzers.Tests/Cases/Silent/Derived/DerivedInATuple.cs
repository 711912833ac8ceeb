using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static (TimeSpan Connect, TimeSpan Read) Split(ILambdaContext context)
    {
        var usable = context.RemainingTime * 0.9;
        return (usable * 0.2, usable * 0.8);
    }

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var (connect, read) = Split(context);
        context.Logger.LogLine(connect.ToString());
        using var cts = new CancellationTokenSource(read);
        return await http.GetStringAsync(url, cts.Token);
    }
}
