using Amazon.Lambda.Core;

public interface IStore
{
    Task<byte[]> ReadAsync(string key, CancellationToken ct);
}

public class HttpStore(HttpClient client) : IStore
{
    public Task<byte[]> ReadAsync(string key, CancellationToken ct) => client.GetByteArrayAsync(key, ct);
}

public class Loader(HttpStore store)
{
    public async Task<int> LoadAsync(string key, CancellationToken ct) => (await store.ReadAsync(key, ct)).Length;
}

public class Function
{
    private readonly Loader _loader = new(new HttpStore(new HttpClient()));

    public async Task<int> Handler(string key, ILambdaContext context)
    {
        var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(15))|};
        try
        {
            return await _loader.LoadAsync(key, cts.Token);
        }
        finally
        {
            cts.Dispose();
        }
    }
}
