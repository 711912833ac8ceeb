// libraries: AmazonLambdaCore, Refit
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;
using Refit;

public interface INews
{
    [Get("/headlines")]
    Task<string[]> Headlines(CancellationToken cancellationToken = default);
}

public class Function(INews news)
{
    public async Task<int> Handle(string input, ILambdaContext context) => (await news.{|AJ1013:Headlines|}()).Length;

    public static void Configure(IServiceCollection services) => services.AddRefitClient<INews>().AddBudget("news");
}
