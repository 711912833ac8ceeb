using Amazon.Lambda.Core;

public sealed class Scheduler
{
    public void CancelAfter(TimeSpan delay) => Console.WriteLine(delay);

    public Scheduler AddTimeout(TimeSpan timeout) => this;

    public Scheduler WithTimeout(int seconds) => this;

    public Scheduler WithDeadline(DateTime deadline) => this;

    public Task WaitAsync(TimeSpan time) => Task.CompletedTask;
}

public class Function
{
    public async Task Handler(string input, ILambdaContext context)
    {
        var scheduler = new Scheduler().AddTimeout(TimeSpan.FromSeconds(1)).WithTimeout(5).WithDeadline(DateTime.UtcNow.AddSeconds(3));
        scheduler.CancelAfter(TimeSpan.FromSeconds(2));
        await scheduler.WaitAsync(TimeSpan.FromSeconds(1));
    }
}
