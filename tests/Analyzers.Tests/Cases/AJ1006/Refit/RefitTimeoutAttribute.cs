// libraries: AmazonLambdaCore, Refit
using AsyncJobs;
using Refit;

public interface INews
{
    [Get("/headlines")]
    [Timeout(4000)]
    Task<string> Headlines(CancellationToken cancellationToken = default);
}

public static class Reader
{
    public static async Task<string> Read(INews news, InvocationBudget budget) =>
        await news.{|AJ1006:Headlines|}() + await news.Headlines(budget.Token);
}
