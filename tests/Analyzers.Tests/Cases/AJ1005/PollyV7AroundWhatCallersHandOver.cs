// libraries: AmazonLambdaCore, PollyV7
using Polly;

public class Guard
{
    private readonly IAsyncPolicy _policy = Policy.{|AJ1005:TimeoutAsync|}(TimeSpan.FromSeconds(9));

    public Task<T> Run<T>(Func<CancellationToken, Task<T>> work, CancellationToken stop) =>
        _policy.ExecuteAsync(async token => await work(token), stop);
}
