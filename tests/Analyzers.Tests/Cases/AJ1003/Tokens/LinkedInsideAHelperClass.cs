using Amazon.Lambda.Core;

public sealed class TimeoutScope : IDisposable
{
    private readonly CancellationTokenSource _source;

    public TimeoutScope(CancellationToken token)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(token);
        {|AJ1003:_source.CancelAfter(TimeSpan.FromSeconds(10))|};
    }

    public CancellationToken Token => _source.Token;

    public void Dispose() => _source.Dispose();
}

public class Client(HttpClient http)
{
    public async Task<string> Get(string path, CancellationToken token)
    {
        using var scope = new TimeoutScope(token);
        return await http.GetStringAsync(path, scope.Token);
    }
}
