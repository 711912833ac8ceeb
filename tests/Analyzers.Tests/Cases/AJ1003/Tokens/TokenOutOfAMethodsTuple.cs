using Amazon.Lambda.Core;

public sealed class Stock(HttpClient http)
{
    public async Task<string> Level(string article)
    {
        var (address, token) = Prepare(article);
        return await http.GetStringAsync(address, token);
    }

    private static (Uri Address, CancellationToken Token) Prepare(string article)
    {
        var ending = {|AJ1003:new CancellationTokenSource(3_000)|};
        return (new Uri("https://stock.example/" + article), ending.Token);
    }
}
