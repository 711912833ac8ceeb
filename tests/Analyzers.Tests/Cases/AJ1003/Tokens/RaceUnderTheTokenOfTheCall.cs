public static class Limited
{
    public static async Task<T> Run<T>(Func<CancellationToken, Task<T>> call, CancellationToken stop, int seconds)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(stop);
        source.CancelAfter(TimeSpan.FromSeconds(seconds));
        var running = call(source.Token);
        var end = Task.Delay(Timeout.Infinite, source.Token);
        await Task.WhenAny(running, end);
        source.Token.ThrowIfCancellationRequested();
        return await running;
    }
}

public class Quotes(HttpClient http)
{
    public Task<string> Get(string url, CancellationToken stop) => Limited.Run(token => http.GetStringAsync(url, token), stop, {|AJ1003:30|});
}
