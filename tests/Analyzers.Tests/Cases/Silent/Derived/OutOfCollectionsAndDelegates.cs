// libraries: AmazonLambdaCore
using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.Lambda.Core;

public class Quotes(HttpClient http)
{
    private static readonly ConcurrentDictionary<string, TimeSpan> s_ofInvocations = new();
    private static readonly Dictionary<string, Func<ILambdaContext, TimeSpan>> s_functions = new() { ["bus"] = Left };
    private static readonly (int Attempts, TimeSpan Limit)[] s_read = [(3, Read()), (5, Read())];
    private static readonly Dictionary<string, int> s_attempts = new() { ["bus"] = 3 };

    public async Task<string> Handle(string mode, ILambdaContext context)
    {
        Lazy<TimeSpan> lazy = new(() => Left(context));
        Func<TimeSpan> function = () => Left(context);
        Dictionary<string, TimeSpan> parts = new[] { "bus", "tram" }.ToDictionary(name => name, name => Left(context));
        foreach ((string name, TimeSpan left) in parts)
            await Get(new CancellationTokenSource(left));
        foreach ((int attempts, TimeSpan left) in new[] { (3, Left(context)) })
            await Get(new CancellationTokenSource(left));

        return await Get(new CancellationTokenSource(lazy.Value)) + await Get(new CancellationTokenSource(function()))
            + await Get(new CancellationTokenSource(s_functions[mode](context)))
            + await Get(new CancellationTokenSource(s_ofInvocations.GetOrAdd(context.AwsRequestId, _ => Left(context))));
    }

    public Task<string> OfTheCaller(Func<TimeSpan> limit) => Get(new CancellationTokenSource(limit()));

    public async Task Unseen()
    {
        foreach ((int attempts, TimeSpan limit) in s_read)
            await Get(new CancellationTokenSource(limit));
        foreach ((int Attempts, TimeSpan Limit) pair in s_read)
            await Get(new CancellationTokenSource(pair.Limit));
        foreach ((string mode, int attempts) in s_attempts)
            await Get(new CancellationTokenSource(Read() / attempts));
    }

    private static TimeSpan Read() => JsonSerializer.Deserialize<TimeSpan>(File.ReadAllText("limit.json"));

    private static TimeSpan Left(ILambdaContext context)
    {
        TimeSpan left = context.RemainingTime - TimeSpan.FromSeconds(1);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private async Task<string> Get(CancellationTokenSource source) => await http.GetStringAsync("quotes", source.Token);
}
