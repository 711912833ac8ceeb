using AsyncJobs;

public sealed class Session : IDisposable
{
    private readonly CancellationTokenSource _linked;
    private readonly HttpClient _http;

    public Session(HttpClient http, CancellationToken caller)
    {
        _http = http;
        _linked = CancellationTokenSource.CreateLinkedTokenSource(caller, InvocationBudget.Current.Token);
    }

    public Task<string> Get(string path) => _http.GetStringAsync(path, _linked.Token);

    public void Dispose() => _linked.Dispose();
}
