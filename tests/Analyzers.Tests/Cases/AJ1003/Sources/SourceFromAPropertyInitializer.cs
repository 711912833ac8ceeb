using Amazon.Lambda.Core;

public class Session
{
    public required HttpClient Http { get; init; }

    public CancellationTokenSource Deadline { get; } = {|AJ1003:new CancellationTokenSource(delay: TimeSpan.FromSeconds(12))|};

    public Task<string> Read(string path) => Http.GetStringAsync(path, Deadline.Token);
}
