using Amazon.Lambda.Core;

public sealed class Stock(HttpClient http)
{
    public async Task<string> Level(string article, ILambdaContext context)
    {
        var (address, patience) = Prepare(article, context);
        using var ending = new CancellationTokenSource(patience);
        return await http.GetStringAsync(address, ending.Token);
    }

    private static (Uri Address, TimeSpan Patience) Prepare(string article, ILambdaContext context) =>
        (new Uri("https://stock.example/" + article), context.RemainingTime / 2);
}
