using Amazon.Lambda.Core;

public sealed class Poller(HttpClient http) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task? _loop;

    public void Start() => _loop = Task.Run(() => Poll(_stopping.Token));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_loop is not null)
            await _loop.WaitAsync(TimeSpan.FromSeconds(2));
    }

    private async Task Poll(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
            await http.GetStringAsync("queue", token);
    }
}
