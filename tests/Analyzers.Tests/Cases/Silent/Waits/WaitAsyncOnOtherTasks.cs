using System.Diagnostics;
using Amazon.Lambda.Core;

public class Tools
{
    public async Task<int> RunAsync(string program)
    {
        using var process = Process.Start(program);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        return process.ExitCode;
    }

    public async Task<bool> ReadyAsync(TaskCompletionSource ready)
    {
        var first = await Task.WhenAny(ready.Task, Task.Delay(TimeSpan.FromSeconds(3)));
        return first == ready.Task;
    }

    public bool Join(Task background) => background.Wait(TimeSpan.FromSeconds(1));

    public bool Signalled(ManualResetEventSlim signal) => signal.Wait(500);
}
