using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private static readonly HttpClient s_guarded = BudgetHttpClient.Create("pricing");

    private static CancellationToken Stop => InvocationBudget.Current.Token;

    public async Task<string> Handle(string url, ILambdaContext context) => await Get(url) + await Linked(url) + await Timed(url)
        + await {|AJ1013:Read|}(url, InvocationBudget.Current.Token);

    private static async Task<string> Get(string url)
    {
        InvocationBudget budget = InvocationBudget.Current;
        CancellationToken token = budget.Token;
        return await s_http.{|AJ1013:GetStringAsync|}(url, InvocationBudget.Current.Token)
            + await s_http.{|AJ1013:GetStringAsync|}(url, token)
            + await s_http.{|AJ1013:GetStringAsync|}(url, Stop)
            + await s_http.{|AJ1013:GetStringAsync|}(url, InvocationBudget.Current.Share(2).Token)
            + await s_guarded.{|AJ1013:GetStringAsync|}(url, InvocationBudget.Current.Token);
    }

    private static async Task<string> Linked(string url)
    {
        using var alone = CancellationTokenSource.CreateLinkedTokenSource(InvocationBudget.Current.Token);
        using var idle = new CancellationTokenSource();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, InvocationBudget.Current.Token, CancellationToken.None);
        return await s_http.{|AJ1013:GetStringAsync|}(url, alone.Token) + await s_http.{|AJ1013:GetStringAsync|}(url, both.Token);
    }

    private static async Task<string> Timed(string url)
    {
        using var timed = new CancellationTokenSource(InvocationBudget.Current.Remaining);
        return await s_http.{|AJ1013:GetStringAsync|}(url, timed.Token);
    }

    private static Task<string> Read(string url, CancellationToken token) => s_http.GetStringAsync(url, token);
}
