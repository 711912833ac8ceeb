// libraries: AmazonLambdaCore, Refit
using AsyncJobs;
using Refit;

public interface INews
{
    [Get("/headlines")]
    Task<string[]> Headlines();
}

public class Function
{
    private static readonly INews s_news = RestService.For<INews>(BudgetHttpClient.Create("news"));
    private readonly INews _plain = RestService.For<INews>("https://news.example");

    public async Task<int> Handler(string input, TimeSpan left) =>
        (await s_news.Headlines()).Length + (await _plain.Headlines().WaitAsync(left)).Length;
}
