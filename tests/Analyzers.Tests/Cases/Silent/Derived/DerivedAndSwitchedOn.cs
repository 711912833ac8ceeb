using Amazon.Lambda.Core;

// What the arms of a switch give is no value of what it switches on.
public class Function(HttpClient http)
{
    private TimeSpan _left;

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        _left = context.RemainingTime - TimeSpan.FromSeconds(1);
        if (_left <= TimeSpan.Zero)
            throw new TimeoutException();
        TimeSpan shown = _left switch
        {
            { TotalSeconds: > 10 } => TimeSpan.FromSeconds(10),
            _ => TimeSpan.FromSeconds(1),
        };
        Console.WriteLine($"More than {shown}");
        using var cts = new CancellationTokenSource(_left);
        return await http.GetStringAsync(url, cts.Token);
    }
}
