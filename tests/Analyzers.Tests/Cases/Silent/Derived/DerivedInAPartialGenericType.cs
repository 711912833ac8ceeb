using System.Net.Http.Json;
using Amazon.Lambda.Core;

public abstract partial class Handler<TIn, TOut>
{
    protected static readonly HttpClient Http = new();

    protected abstract string Url(TIn input);
}

public abstract partial class Handler<TIn, TOut>
{
    public async Task<TOut?> Invoke(TIn input, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(Limit(context.RemainingTime));
        return await Http.GetFromJsonAsync<TOut>(Url(input), cts.Token);
    }

    private static TimeSpan Limit(TimeSpan remaining) => remaining * 0.9;
}
