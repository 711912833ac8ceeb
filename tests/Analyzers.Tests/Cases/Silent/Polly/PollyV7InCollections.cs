// libraries: AmazonLambdaCore, PollyV7
using System.Collections.Concurrent;
using AsyncJobs;
using Polly;
using Polly.Registry;

public sealed class Quotes(HttpClient http)
{
    private static readonly IAsyncPolicy[] s_array = [Policy.TimeoutAsync(3), Policy.TimeoutAsync(5)];
    private static readonly Dictionary<string, IAsyncPolicy> s_keyed = new() { ["bus"] = Policy.TimeoutAsync(3) };
    private static readonly Dictionary<string, IAsyncPolicy> s_added = new() { { "bus", Policy.TimeoutAsync(3) } };
    private static readonly ConcurrentDictionary<string, IAsyncPolicy> s_made = new();
    private static readonly PolicyRegistry s_registry = new() { ["bus"] = Policy.TimeoutAsync(3) };
    private static readonly Lazy<IAsyncPolicy> s_lazy = new(() => Policy.TimeoutAsync(3));
    private readonly Dictionary<string, IAsyncPolicy> _filled = new();

    public Quotes(HttpClient http, bool isFast) : this(http)
    {
        _filled["bus"] = Policy.TimeoutAsync(isFast ? 2 : 20);
        _filled.Add("tram", Policy.TimeoutAsync(4));
    }

    public Task<string> Array(int index, InvocationBudget budget) => Run(s_array[index], budget);

    public Task<string> Keyed(string mode, InvocationBudget budget) =>
        s_keyed[mode].ExecuteAsync(token => http.GetStringAsync(mode, token), budget.Token);

    public Task<string> Added(string mode, InvocationBudget budget) =>
        s_added.TryGetValue(mode, out IAsyncPolicy? policy) ? Run(policy, budget) : Task.FromResult("");

    public Task<string> Made(string mode, InvocationBudget budget) => Run(s_made.GetOrAdd(mode, _ => Policy.TimeoutAsync(3)), budget);

    public Task<string> Registered(string mode, InvocationBudget budget) => Run(s_registry.Get<IAsyncPolicy>(mode), budget);

    public Task<string> Late(InvocationBudget budget) => Run(s_lazy.Value, budget);

    public Task<string> Filled(string mode, InvocationBudget budget) => Run(_filled[mode], budget);

    public async Task Each(InvocationBudget budget)
    {
        foreach (IAsyncPolicy policy in new[] { Policy.TimeoutAsync(3), Policy.TimeoutAsync(9) })
            await Run(policy, budget);
    }

    private Task<string> Run(IAsyncPolicy policy, InvocationBudget budget) =>
        policy.ExecuteAsync(token => http.GetStringAsync("quotes", token), budget.Token);
}
