using Amazon.Lambda.Core;

public sealed class Stock(HttpClient http)
{
    public async Task<string> Level(string article)
    {
        using var ending = {|AJ1003:new CancellationTokenSource(TimeSpan.FromMinutes(1))|};
        var order = (Path: article, Ends: ending.Token);
        return await http.GetStringAsync(order.Path, order.Ends);
    }
}
