// libraries: AmazonLambdaCore, PollyV7
using Polly;

public static class Pauses
{
    public static Task Pause() => Policy.TimeoutAsync(3).ExecuteAsync(Slow);

    public static Task Again()
    {
        var policy = Policy.TimeoutAsync(3);
        return policy.ExecuteAsync(Local);

        static async Task Local() => await Slow();
    }

    private static Task Slow() => Task.Delay(9000);
}
