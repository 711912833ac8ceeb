using Amazon.Lambda.Core;

public sealed class Heartbeat : IDisposable
{
    private readonly Timer _timer;

    public Heartbeat(Action beat) => _timer = new Timer(_ => beat(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));

    public void Slow() => _timer.Change(5000, 60_000);

    public void Dispose() => _timer.Dispose();
}
