using Amazon.Lambda.Core;

public interface IRepository
{
    Task<string> GetAsync(string key);

    Task<string> SendAsync(string message, CancellationToken cancellationToken = default);

    Task DeleteAsync(string key);
}

public sealed class MemoryRepository : IRepository
{
    private readonly Dictionary<string, string> _items = [];

    public Task<string> GetAsync(string key) => Task.FromResult(_items[key]);

    public Task<string> SendAsync(string message, CancellationToken cancellationToken = default) => Task.FromResult(message);

    public Task DeleteAsync(string key)
    {
        _items.Remove(key);
        return Task.CompletedTask;
    }
}

public class Function(IRepository repository)
{
    public async Task<string> Handler(string key, ILambdaContext context)
    {
        await repository.SendAsync(key);
        await repository.DeleteAsync(key);
        return await repository.GetAsync(key).WaitAsync(TimeSpan.FromSeconds(1));
    }
}
