// libraries: AmazonLambdaCore, PollyV7
using Polly;

public class Worker
{
    public async Task Run()
    {
        IAsyncPolicy policy = Policy.TimeoutAsync(TimeSpan.FromSeconds(4));
        await policy.ExecuteAsync(async token => await Execute(token), CancellationToken.None);

        static async Task Execute(CancellationToken token) => await Task.Delay(1000, token);
    }
}
