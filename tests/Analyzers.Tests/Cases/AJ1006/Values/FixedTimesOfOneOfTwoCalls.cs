// libraries: AmazonLambdaCore, FlurlV4, RestSharpV112
using AsyncJobs;
using Flurl.Http;
using RestSharp;

public class Quotes(RestClient client)
{
    private readonly IFlurlClient _client = new FlurlClient("https://api.example").{|AJ1006:WithTimeout|}(TimeSpan.FromMinutes(1));

    public async Task<string?> Get(string url, InvocationBudget budget, CancellationToken unseen)
    {
        IFlurlRequest request = new FlurlRequest(url).{|AJ1006:WithTimeout|}(3);
        RestRequest own = new(url) { {|AJ1006:Timeout = TimeSpan.FromSeconds(4)|} };
        return await request.GetStringAsync(cancellationToken: budget.Token) + await request.GetStringAsync()
            + await url.{|AJ1006:WithTimeout|}(10).GetStringAsync(cancellationToken: unseen)
            + await _client.Request(url).GetStringAsync(cancellationToken: budget.Token)
            + (await client.ExecuteAsync(own, budget.Token)).Content + (await Send(own)).Content;
    }

    private Task<RestResponse> Send(RestRequest request) => client.ExecuteAsync(request);
}
