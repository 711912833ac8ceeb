// libraries: AmazonLambdaCore, PollyV7
using Polly;

public class Worker(HttpClient http)
{
    private static IAsyncPolicy Limit() => Policy.{|AJ1005:TimeoutAsync|}(TimeSpan.FromSeconds(9));

    private static IAsyncPolicy LimitOf(int seconds) => Policy.TimeoutAsync(TimeSpan.FromSeconds(seconds));

    public async Task Run(string url, CancellationToken stop)
    {
        await Limit().ExecuteAsync(async token => await http.GetStringAsync(url, token), stop);
        await LimitOf({|AJ1005:20|}).ExecuteAsync(async token => await http.GetStringAsync(url, token), stop);
    }
}
