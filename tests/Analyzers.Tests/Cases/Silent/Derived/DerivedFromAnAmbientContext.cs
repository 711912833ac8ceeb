using Amazon.Lambda.Core;

public sealed class Scope
{
    private static readonly AsyncLocal<ILambdaContext?> s_context = new();

    public static ILambdaContext Context
    {
        get => s_context.Value ?? throw new InvalidOperationException();
        set => s_context.Value = value;
    }

    public static TimeSpan Left => Context.RemainingTime * 0.9;
}

public class Service(HttpClient http)
{
    public async Task<string> Get(string path)
    {
        using var cts = new CancellationTokenSource(Scope.Left);
        return await http.GetStringAsync(path, cts.Token);
    }
}
