// libraries: AmazonLambdaCore, Refit
using Amazon.Lambda.Core;
using Refit;

public interface INews
{
    [Get("/headlines")]
    Task<string[]> Headlines(CancellationToken cancellationToken);
}

public class Function(INews news)
{
    public async Task<int> Handler(string input, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(4000)|};
        return (await news.Headlines(cts.Token)).Length;
    }
}
