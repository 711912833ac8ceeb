// libraries: AmazonLambdaCore, PollyV7
using AsyncJobs;
using Polly;

public sealed class Quotes(HttpClient http)
{
    private static readonly Dictionary<string, IAsyncPolicy> s_first = new() { ["bus"] = Policy.{|AJ1005:TimeoutAsync|}(3) };
    private static readonly Dictionary<string, IAsyncPolicy> s_second = new() { ["bus"] = Policy.{|AJ1005:TimeoutAsync|}(3) };
    private readonly List<IAsyncPolicy> _handedOut = [];

    public async Task<List<string>> All(CancellationToken stop)
    {
        List<string> found = [];
        foreach (var (name, policy) in s_first)
            found.Add(await policy.ExecuteAsync(token => http.GetStringAsync(name, token), stop));
        return found;
    }

    public List<IAsyncPolicy> HandOut()
    {
        foreach (var (_, policy) in s_second)
            _handedOut.Add(policy);
        return _handedOut;
    }
}
