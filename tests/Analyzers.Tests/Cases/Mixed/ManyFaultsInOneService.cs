// libraries: AmazonLambdaCore, PollyV8
using Amazon.Lambda.Core;
using Polly;

public class Service
{
    private readonly HttpClient _http = new() { {|AJ1001:Timeout = TimeSpan.FromMinutes(2)|} };
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder().{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(8)).Build();

    public async Task<string> First(string url, CancellationToken token) =>
        await _pipeline.ExecuteAsync(async ct => await _http.GetStringAsync(url, ct), token);

    public async Task<string> Second(string url) => await _http.GetStringAsync(url).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(4));

    public async Task<string> Third(string url)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(5000)|};
        using var response = await _http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cts.Token);
        return await response.Content.{|AJ1009:ReadAsStringAsync|}();
    }

    public Task<string> Fourth(string url) => _http.{|AJ1002:GetStringAsync|}(url);
}
