using Amazon.Lambda.Core;

public interface IClock
{
    Task<DateTimeOffset> GetAsync(CancellationToken cancellationToken = default);
}

public sealed class SystemClock : IClock
{
    public Task<DateTimeOffset> GetAsync(CancellationToken cancellationToken = default) => Task.FromResult(DateTimeOffset.UtcNow);
}

public class Function(IClock clock)
{
    public async Task<string> Handler(string input, ILambdaContext context) => (await clock.GetAsync()).ToString("O");
}
