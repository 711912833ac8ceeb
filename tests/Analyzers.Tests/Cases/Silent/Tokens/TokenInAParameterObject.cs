using Amazon.Lambda.Core;

public sealed record Call(string Url, CancellationToken Token);

public class Caller(HttpClient http)
{
    public Task<string> Run(Call call) => http.GetStringAsync(call.Url, call.Token);
}

public class Function(Caller caller)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(context.RemainingTime * 0.9);
        return await caller.Run(new Call(url, cts.Token));
    }
}
