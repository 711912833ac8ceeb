// editorconfig: asyncjobs_derived_members = Acme.Clock.TimeLeft, Acme.Scope.Token
using Amazon.Lambda.Core;

namespace Acme;

public static class Clock
{
    public static TimeSpan TimeLeft() => TimeSpan.FromSeconds(Random.Shared.Next(1, 30));
}

public sealed class Scope
{
    public CancellationToken Token => CancellationToken.None;
}

public class Function(HttpClient http, Scope scope)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(Clock.TimeLeft());
        await http.GetAsync(url, scope.Token);
        return await http.GetStringAsync(url, cts.Token);
    }
}
