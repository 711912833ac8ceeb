// libraries: AmazonLambdaCore, Refit
using Amazon.Lambda.Core;
using AsyncJobs;
using Refit;

public interface INews
{
    [Get("/headlines")]
    Task<string[]> Headlines(CancellationToken cancellationToken = default);
}

public class Function(INews news)
{
    public async Task<int> Handle(string input, ILambdaContext context) => (await news.{|AJ1013:Headlines|}(InvocationBudget.Current.Token)).Length;
}
