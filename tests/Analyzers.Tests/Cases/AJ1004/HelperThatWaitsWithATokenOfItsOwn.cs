using Amazon.Lambda.Core;

public sealed class Prices(HttpClient http)
{
    public Task<string> Of(string article, CancellationToken token) => {|AJ1004:Within|}(http.GetStringAsync("prices/" + article, token), 1500);

    private static async Task<T> Within<T>(Task<T> task, int milliseconds)
    {
        using var ending = new CancellationTokenSource(milliseconds);
        return await task.WaitAsync(ending.Token);
    }
}
