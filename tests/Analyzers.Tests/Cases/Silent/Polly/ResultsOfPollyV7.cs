// libraries: AmazonLambdaCore, PollyV7
using Amazon.Lambda.Core;
using AsyncJobs;
using Polly;
using Polly.Wrap;

public class Function(HttpClient http)
{
    private string _last = "";
    private string Kept { get; set; } = "";
    private readonly List<string> _all = [];

    public async Task Field(string url, InvocationBudget budget) =>
        _last = await Policy.TimeoutAsync(9).ExecuteAsync(t => http.GetStringAsync(url, t), budget.Token);

    public async Task Property(string url, InvocationBudget budget) =>
        Kept = await Policy.TimeoutAsync(9).ExecuteAsync(t => http.GetStringAsync(url, t), budget.Token);

    public async Task Added(string url, InvocationBudget budget) =>
        _all.Add(await Policy.TimeoutAsync(9).ExecuteAsync(t => http.GetStringAsync(url, t), budget.Token));

    public async Task<string> Chosen(string url, bool isOn, InvocationBudget budget) =>
        isOn ? await Policy.TimeoutAsync(9).ExecuteAsync(t => http.GetStringAsync(url, t), budget.Token) : "";

    public async Task<string> Arm(string url, int mode, InvocationBudget budget) => mode switch
    {
        0 => await Policy.TimeoutAsync(9).ExecuteAsync(t => http.GetStringAsync(url, t), budget.Token),
        _ => "",
    };

    public async Task<string> Used(string url, InvocationBudget budget)
    {
        using HttpResponseMessage response = await Policy.TimeoutAsync(9).ExecuteAsync(t => http.GetAsync(url, t), budget.Token);
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<string> Captured(string url, InvocationBudget budget)
    {
        PolicyResult<string> result = await Policy.TimeoutAsync(9).ExecuteAndCaptureAsync(t => http.GetStringAsync(url, t), budget.Token);
        return result.Result ?? result.FinalException.Message;
    }

    public async Task<(string, int)> Tuple(string url, InvocationBudget budget)
    {
        (string text, int length) = (await Policy.TimeoutAsync(9).ExecuteAsync(t => http.GetStringAsync(url, t), budget.Token), 3);
        return (text, length);
    }

    public async Task<string> Interpolated(string url, InvocationBudget budget) =>
        $"<{await Policy.TimeoutAsync<string>(9).ExecuteAsync(t => http.GetStringAsync(url, t), budget.Token)}>";

    public async Task<string[]> Together(string[] urls, InvocationBudget budget) =>
        await Task.WhenAll(urls.Select(url => Policy.TimeoutAsync(9).ExecuteAsync(t => http.GetStringAsync(url, t), budget.Token)));

    public Task<int> Continued(string url, InvocationBudget budget) =>
        Policy.TimeoutAsync(9).ExecuteAsync(t => http.GetStringAsync(url, t), budget.Token).ContinueWith(done => done.Result.Length);

    public string Blocking(string url, InvocationBudget budget) =>
        Policy.TimeoutAsync(9).ExecuteAsync(t => http.GetStringAsync(url, t), budget.Token).GetAwaiter().GetResult();

    public async Task<string> Wrapped(string url, InvocationBudget budget)
    {
        AsyncPolicyWrap wrap = Policy.Handle<HttpRequestException>().RetryAsync(2).WrapAsync(Policy.TimeoutAsync(9));
        string? text = await wrap.ExecuteAsync(t => http.GetStringAsync(url, t), budget.Token);
        return text ??= "";
    }

    public async Task<string> Typed(string url, InvocationBudget budget)
    {
        IAsyncPolicy<string> policy = Policy.TimeoutAsync(9).AsAsyncPolicy<string>();
        return await policy.ExecuteAsync(t => http.GetStringAsync(url, t), budget.Token);
    }

    public async Task<string> Coalesced(string url, InvocationBudget budget)
    {
        string text = await Policy.TimeoutAsync(9).ExecuteAsync(t => http.GetStringAsync(url, t), budget.Token) ?? "none";
        return text;
    }

    public string Synchronous(string url, InvocationBudget budget)
    {
        var answer = Policy.Timeout(9).Execute(t => http.Send(new HttpRequestMessage(HttpMethod.Get, url), t), budget.Token);
        return answer.ReasonPhrase!;
    }
}
