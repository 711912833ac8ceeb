// libraries: AmazonLambdaCore, PollyV7
using Polly;

public class Worker
{
    private static IAsyncPolicy Limit => Policy.TimeoutAsync(TimeSpan.FromMilliseconds(1000));

    private static IAsyncPolicy LimitOf(int seconds) => Policy.TimeoutAsync(TimeSpan.FromSeconds(seconds));

    public async Task Run(CancellationToken stop)
    {
        var both = Policy.WrapAsync(Limit, Limit);
        await both.ExecuteAsync(async token => await Work(token), stop);
        await LimitOf(20).ExecuteAsync(async token => await Work(token), stop);
    }

    private static async Task Work(CancellationToken token) => await Task.Delay(15000, token);
}
