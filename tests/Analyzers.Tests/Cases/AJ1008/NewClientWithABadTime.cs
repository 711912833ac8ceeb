using Amazon.Lambda.Core;

public class Function(HttpClient shared)
{
    public async Task<string> All(string url, ILambdaContext context)
    {
        using HttpClient client = {|AJ1008:new() { Timeout = context.RemainingTime }|};
        return await client.GetStringAsync(url);
    }

    public async Task<string> OnTheNextLine(string url, ILambdaContext context)
    {
        using HttpClient client = {|AJ1008:new()|};
        client.Timeout = context.RemainingTime;
        return await client.GetStringAsync(url);
    }

    public async Task<string> Shared(string url, ILambdaContext context)
    {
        {|AJ1008:shared.Timeout = context.RemainingTime|};
        return await shared.GetStringAsync(url);
    }

    public async Task<string> Floor(string url, ILambdaContext context)
    {
        using HttpClient client = {|AJ1008:new() { Timeout = TimeSpan.FromSeconds(Math.Max(5, context.RemainingTime.TotalSeconds - 1)) }|};
        return await client.GetStringAsync(url);
    }

    public async Task<string> FloorInALocal(string url, ILambdaContext context)
    {
        double seconds = Math.Max(5, context.RemainingTime.TotalSeconds - 1);
        using HttpClient client = {|AJ1008:new() { Timeout = TimeSpan.FromSeconds(seconds) }|};
        return await client.GetStringAsync(url);
    }
}
