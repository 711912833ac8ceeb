// libraries: AmazonLambdaCore, Refit
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;
using Refit;

public interface INews
{
    [Get("/headlines")]
    Task<string[]> Headlines();
}

public class Function(INews news)
{
    public async Task<int> Handler(string input, ILambdaContext context) => (await news.Headlines()).Length;

    public static void Configure(IServiceCollection services) =>
        services.AddRefitClient<INews>().ConfigureHttpClient(client => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(10)|});
}
