// libraries: AmazonLambdaCore, AmazonLambdaEvents
using Amazon.Lambda.Core;
using System.Net;

public class Function
{
    private readonly Func<HttpClient> _make = () => new HttpClient();

    public async Task<string> Plain(string url, ILambdaContext context)
    {
        using HttpClient client = {|AJ1008:new()|};
        return await client.{|AJ1002:GetStringAsync|}(url);
    }
    public async Task<string> Handled(string url, ILambdaContext context)
    {
        var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.All };
        using var client = {|AJ1008:new HttpClient(handler)|};
        return await client.{|AJ1002:GetStringAsync|}(url);
    }
    public async Task<string> Sockets(string url, ILambdaContext context)
    {
        using var client = {|AJ1008:new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) }) { {|AJ1001:Timeout = TimeSpan.FromSeconds(8)|} }|};
        return await client.{|AJ1002:GetStringAsync|}(url);
    }
    public async Task<string> Used(string url, ILambdaContext context)
    {
        using (var client = {|AJ1008:new HttpClient()|})
        {
            client.DefaultRequestHeaders.Add("a", "b");
            return await client.{|AJ1002:GetStringAsync|}(url);
        }
    }
    public async Task<string[]> Loop(string[] urls, ILambdaContext context)
    {
        List<string> texts = [];
        foreach (string url in urls)
        {
            using HttpClient client = {|AJ1008:new HttpClient()|};
            texts.Add(await client.{|AJ1002:GetStringAsync|}(url));
        }
        return [.. texts];
    }
    public Task<string> Inline(string url, ILambdaContext context) => {|AJ1008:new HttpClient()|}.{|AJ1002:GetStringAsync|}(url);
    public async Task<string> Helper(string url, ILambdaContext context) => await Fetch(url);
    public async Task<string> OfService(string url, ILambdaContext context) => await new Service().Get(url);
    public async Task<string> Sent(string url, ILambdaContext context)
    {
        HttpClient? client = null;
        try
        {
            client = {|AJ1008:new HttpClient()|};
            HttpResponseMessage answer = await client.{|AJ1002:SendAsync|}(new HttpRequestMessage(HttpMethod.Get, url));
            return await answer.Content.ReadAsStringAsync();
        }
        finally
        {
            client?.Dispose();
        }
    }
    public async Task<string> Derived(string url, ILambdaContext context)
    {
        using HttpClient client = {|AJ1008:new HttpClient { Timeout = context.RemainingTime }|};
        return await client.GetStringAsync(url);
    }
    public async Task<string> DerivedLater(string url, ILambdaContext context)
    {
        using HttpClient client = {|AJ1008:new HttpClient()|};
        client.Timeout = context.RemainingTime - TimeSpan.FromSeconds(1);
        return await client.GetStringAsync(url);
    }
    public async Task<string> OfLocal(string url, ILambdaContext context)
    {
        return await Get();
        async Task<string> Get()
        {
            using var client = {|AJ1008:new HttpClient()|};
            return await client.{|AJ1002:GetStringAsync|}(url);
        }
    }
    private static async Task<string> Fetch(string url)
    {
        using var client = {|AJ1008:new HttpClient()|};
        return await client.{|AJ1002:GetStringAsync|}(url);
    }
    private sealed class Service
    {
        private readonly HttpClient _client = {|AJ1008:new()|};
        public Task<string> Get(string url) => _client.{|AJ1002:GetStringAsync|}(url);
    }
}
