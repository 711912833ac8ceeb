// libraries: AmazonLambdaCore, PollyV7
using Polly;

public class Waits
{
    private readonly Func<CancellationToken, Task> _wait = WaitStatic;

    public Task Instance() => Policy.TimeoutAsync(3).ExecuteAsync(Wait);
    public Task Static(CancellationToken stop) => Policy.TimeoutAsync(3).ExecuteAsync(WaitStatic, stop);
    public Task Generic() => Policy.TimeoutAsync(3).ExecuteAsync(WaitFor<int>);
    public Task Typed() => Policy.TimeoutAsync<int>(3).ExecuteAsync(WaitFor<int>);
    public Task Overloaded() => Policy.TimeoutAsync(3).ExecuteAsync(Over);
    public Task Other() => Policy.TimeoutAsync(3).ExecuteAsync(Helper.Run);
    public Task OfField(CancellationToken stop) => Policy.TimeoutAsync(3).ExecuteAsync(_wait, stop);
    public void Sync() => Policy.Timeout(3).Execute(Sleep);
    public Task Delegate() => Policy.TimeoutAsync(3).ExecuteAsync(new Func<Task>(Wait));
    public Task Cast() => Policy.TimeoutAsync(3).ExecuteAsync((Func<Task>)Wait);
    public Task OfContext() => Policy.TimeoutAsync(3).ExecuteAsync(WithContext, new Context("key"));

    public async Task Local()
    {
        async Task Inner() => await Task.Yield();
        var policy = Policy.TimeoutAsync(3);
        await policy.ExecuteAsync(Inner);
        await policy.ExecuteAsync(delegate { return Task.Delay(3); });
    }

    private async Task Wait() => await Nested();
    private Task Nested() => Task.Delay(8000);
    private static Task WaitStatic(CancellationToken stop) => Task.Delay(8000, stop);
    private static async Task<T?> WaitFor<T>() { await Task.Delay(10); return default; }
    private static Task Over() => Task.Delay(10);
    private static Task Over(CancellationToken stop) => Task.Delay(10, stop);
    private static void Sleep() => Thread.Sleep(1000);
    private static Task WithContext(Context context) => Task.Delay(10);

    private static class Helper
    {
        public static Task Run() => Task.Delay(8);
    }
}
