using Amazon.Lambda.Core;

public abstract class InvocationBase(ILambdaContext context)
{
    protected ILambdaContext Context => context;

    protected TimeSpan Limit => TimeSpan.FromMilliseconds(Math.Max(0, Context.RemainingTime.TotalMilliseconds - ReserveMilliseconds));

    protected virtual int ReserveMilliseconds => 1000;
}

public sealed class OrderInvocation(ILambdaContext context) : InvocationBase(context)
{
    public required HttpClient Http { get; init; }

    public async Task<string> Get(string id)
    {
        using var cts = new CancellationTokenSource(Limit);
        return await Http.GetStringAsync(id, cts.Token);
    }
}
