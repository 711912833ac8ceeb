using Amazon.Lambda.Core;

public static class Pause
{
    public static async Task ForAsync(TimeSpan duration, CancellationToken token = default)
    {
        using var cts = new CancellationTokenSource(duration);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cts.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }
}

public class Function
{
    public async Task Handler(string input, ILambdaContext context) => await Pause.ForAsync(TimeSpan.FromMilliseconds(250));
}
