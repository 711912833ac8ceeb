using Amazon.Lambda.Core;

public sealed class Prices(HttpClient http)
{
    public Task<string> Of(string article, CancellationToken token) => {|AJ1004:Within|}(http.GetStringAsync("prices/" + article, token), TimeSpan.FromSeconds(4));

    private static async Task<T> Within<T>(Task<T> task, TimeSpan patience)
    {
        using var ending = new CancellationTokenSource();
        ending.CancelAfter(patience);
        var late = Task.Delay(Timeout.InfiniteTimeSpan, ending.Token);
        return await Task.WhenAny(task, late) == task ? await task : throw new TimeoutException();
    }
}
