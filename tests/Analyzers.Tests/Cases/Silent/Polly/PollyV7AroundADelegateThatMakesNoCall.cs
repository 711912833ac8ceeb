// libraries: AmazonLambdaCore, PollyV7
using Polly;

public static class Waits
{
    private static readonly Func<CancellationToken, Task> s_pause = token => Task.Delay(5, token);

    public static async Task Local(CancellationToken stop)
    {
        Func<CancellationToken, Task> pause = token => Task.Delay(5, token);
        await Policy.TimeoutAsync(3).ExecuteAsync(pause, stop);
    }

    public static Task Field(CancellationToken stop) => Policy.TimeoutAsync(3).ExecuteAsync(s_pause, stop);

    public static Task Made(CancellationToken stop) => Policy.TimeoutAsync(3).ExecuteAsync(Make(), stop);

    public static Task Passed(CancellationToken stop) => Run(token => Task.Delay(7, token), stop);

    private static Func<CancellationToken, Task> Make() => token => Task.Delay(5, token);

    private static Task Run(Func<CancellationToken, Task> work, CancellationToken stop) => Policy.TimeoutAsync(3).ExecuteAsync(work, stop);
}
