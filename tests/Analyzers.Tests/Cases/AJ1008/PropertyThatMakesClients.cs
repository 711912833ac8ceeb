using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static HttpClient? s_kept;

    private static HttpClient Kept => s_kept ??= new HttpClient();

    private HttpClient Client => {|AJ1008:new HttpClient()|};

    private HttpClient Block
    {
        get
        {
            HttpClient client = {|AJ1008:new()|};
            client.DefaultRequestHeaders.Add("x-app", "quotes");
            return client;
        }
    }

    private HttpClient Unused => new();

    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        return await Client.GetStringAsync(url, budget.Token) + await Block.GetStringAsync(url, budget.Token)
            + await Kept.GetStringAsync(url, budget.Token);
    }
}
