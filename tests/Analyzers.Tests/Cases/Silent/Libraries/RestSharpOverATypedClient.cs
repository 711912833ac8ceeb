// libraries: AmazonLambdaCore, RestSharpV112, MicrosoftExtensionsHttp
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;
using RestSharp;

public class Api
{
    private readonly RestClient _client;

    public Api(HttpClient http) => _client = new RestClient(http);

    public async Task<string?> Get(string path) => (await _client.ExecuteAsync(new RestRequest(path))).Content;

    public static void Configure(IServiceCollection services) => services.AddHttpClient<Api>().AddBudget("api");
}
