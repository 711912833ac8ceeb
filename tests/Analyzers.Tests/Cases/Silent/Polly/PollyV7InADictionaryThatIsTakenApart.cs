// libraries: AmazonLambdaCore, PollyV7
using AsyncJobs;
using Polly;

public sealed class Quotes(HttpClient http)
{
    private static readonly Dictionary<string, IAsyncPolicy> s_keyed = new() { ["bus"] = Policy.TimeoutAsync(3), ["tram"] = Policy.TimeoutAsync(5) };
    private static readonly Dictionary<Uri, IAsyncPolicy> s_typed = new() { [new Uri("https://bus.example")] = Policy.TimeoutAsync(3) };

    public async Task<List<string>> All(InvocationBudget budget)
    {
        List<string> found = [];
        foreach (var (name, policy) in s_keyed)
            found.Add(await policy.ExecuteAsync(token => http.GetStringAsync(name, token), budget.Token));
        foreach ((Uri address, IAsyncPolicy policy) in s_typed)
            found.Add(await policy.ExecuteAsync(token => http.GetStringAsync(address, token), budget.Token));
        foreach (KeyValuePair<string, IAsyncPolicy> pair in s_keyed)
        {
            var (name, policy) = pair;
            found.Add(await policy.ExecuteAsync(token => http.GetStringAsync(name, token), budget.Token));
        }

        return found;
    }
}
