using Amazon.Lambda.Core;

// Called as clocks are, and a setting all the same.
public interface IClock
{
    TimeSpan Patience { get; }
}

public sealed class Clock : IClock
{
    public TimeSpan Patience => TimeSpan.FromSeconds(10);
}

public class Function(HttpClient http, IClock clock)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(clock.Patience)|};
        return await http.GetStringAsync(url, cts.Token);
    }
}
