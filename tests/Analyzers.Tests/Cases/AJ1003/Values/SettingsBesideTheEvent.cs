// libraries: AmazonLambdaCore, AmazonLambdaAnnotations
using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;

public sealed class Limits
{
    public int Seconds { get; set; }
}

public sealed class Function(HttpClient http, Limits limits)
{
    private static readonly Limits s_limits = JsonSerializer.Deserialize<Limits>(File.ReadAllText("limits.json"))!;

    public async Task<string> Injected(string url, ILambdaContext context)
    {
        using CancellationTokenSource limit = {|AJ1003:new(TimeSpan.FromSeconds(limits.Seconds))|};
        return await http.GetStringAsync(url, limit.Token);
    }

    [LambdaFunction]
    public async Task<string> OfTheContainer(string url, [FromServices] Limits limits)
    {
        using CancellationTokenSource limit = {|AJ1003:new(TimeSpan.FromSeconds(limits.Seconds))|};
        return await http.GetStringAsync(url, limit.Token);
    }

    public Task<string> Handed(string url, ILambdaContext context) => Get(url, s_limits);

    public async Task<string> OfAFile(string url, ILambdaContext context)
    {
        Limits limits = JsonSerializer.Deserialize<Limits>(File.ReadAllText("limits.json"))!;
        using CancellationTokenSource limit = {|AJ1003:new(TimeSpan.FromSeconds(limits.Seconds))|};
        return await http.GetStringAsync(url, limit.Token);
    }

    private async Task<string> Get(string url, Limits limits)
    {
        using CancellationTokenSource limit = {|AJ1003:new(TimeSpan.FromSeconds(limits.Seconds))|};
        return await http.GetStringAsync(url, limit.Token);
    }
}
