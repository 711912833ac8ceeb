using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using HttpClient local = url.Length switch
        {
            0 => {|AJ1008:new HttpClient()|},
            1 => throw new ArgumentException("short", nameof(url)),
            _ => {|AJ1008:new HttpClient(new SocketsHttpHandler())|},
        };
        return await local.GetStringAsync(url, budget.Token) + await Choose(url).GetStringAsync(url, budget.Token);
    }

    private static HttpClient Choose(string url) => url switch
    {
        "a" => {|AJ1008:new HttpClient()|},
        _ => {|AJ1008:new HttpClient(new HttpClientHandler())|},
    };
}
