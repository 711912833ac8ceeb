// libraries: AmazonLambdaCore, Refit
using Amazon.Lambda.Core;
using Refit;

public interface INews
{
    [Get("/headlines")]
    Task<string[]> Headlines();
}

public class Function(INews news)
{
    private readonly INews _own = RestService.For<INews>(new HttpClient());

    public async Task<int> Handler(string input, ILambdaContext context) =>
        (await news.{|AJ1006:Headlines|}()).Length + (await _own.{|AJ1006:Headlines|}()).Length;
}
