// libraries: AmazonLambdaCore, PollyV7
using AsyncJobs;
using Polly;
using Polly.Registry;

public sealed class Quotes(HttpClient http)
{
    private static readonly IAsyncPolicy[] s_array = [Policy.{|AJ1005:TimeoutAsync|}(3), Policy.{|AJ1005:TimeoutAsync|}(5)];
    private static readonly Dictionary<string, IAsyncPolicy> s_keyed = new() { ["bus"] = Policy.{|AJ1005:TimeoutAsync|}(3) };
    private static readonly PolicyRegistry s_registry = new() { ["bus"] = Policy.{|AJ1005:TimeoutAsync|}(3) };

    public static PolicyRegistry Given { get; } = new() { ["bus"] = Policy.{|AJ1005:TimeoutAsync|}(3) };

    public Task<string> Array(int index, CancellationToken stop) =>
        s_array[index].ExecuteAsync(token => http.GetStringAsync("quotes", token), stop);

    public Task<string> Keyed(string mode, InvocationBudget budget, CancellationToken stop) => mode == "tram"
        ? s_keyed[mode].ExecuteAsync(token => http.GetStringAsync(mode, token), budget.Token)
        : s_keyed[mode].ExecuteAsync(token => http.GetStringAsync(mode, token), stop);

    public Task<string> Registered(string mode, CancellationToken stop) =>
        s_registry.Get<IAsyncPolicy>(mode).ExecuteAsync(token => http.GetStringAsync(mode, token), stop);
}
