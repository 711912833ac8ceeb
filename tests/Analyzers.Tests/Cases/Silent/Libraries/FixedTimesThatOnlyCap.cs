// libraries: AmazonLambdaCore, FlurlV4, RestSharpV112
using AsyncJobs;
using Flurl.Http;
using RestSharp;

public class Quotes(RestClient client)
{
    public async Task<string?> Get(string url, InvocationBudget budget)
    {
        IFlurlRequest request = new FlurlRequest(url).WithTimeout(3);
        request.WithHeader("x-id", 1);
        RestRequest own = new(url) { Timeout = TimeSpan.FromSeconds(4) };
        RestRequest other = new(url);
        other.Timeout = TimeSpan.FromSeconds(5);
        return await url.WithTimeout(10).WithHeader("x-id", 1).GetStringAsync(cancellationToken: budget.Token)
            + await request.GetStringAsync(cancellationToken: budget.Token)
            + (await client.ExecuteAsync(own, budget.Token)).Content
            + (await client.ExecuteAsync(other, budget.Token)).Content;
    }
}
