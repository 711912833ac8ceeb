using Amazon.Lambda.Core;

public class Watcher(HttpClient client) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = Watch(_stopping.Token);

    public async Task Stop()
    {
        _stopping.Cancel();
        try
        {
            await _loop.WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (TimeoutException)
        {
        }
    }

    public void Dispose() => _stopping.Dispose();

    private async Task Watch(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
            await client.GetStringAsync("https://example.com/news", token);
    }
}
