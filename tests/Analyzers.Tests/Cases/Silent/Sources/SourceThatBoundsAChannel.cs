using System.Threading.Channels;
using Amazon.Lambda.Core;

public class Queue
{
    private readonly Channel<string> _channel = Channel.CreateBounded<string>(10);

    public async Task<string?> TakeAsync()
    {
        using var cts = new CancellationTokenSource();
        cts.CancelAfter(TimeSpan.FromSeconds(1));
        try
        {
            return await _channel.Reader.ReadAsync(cts.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
