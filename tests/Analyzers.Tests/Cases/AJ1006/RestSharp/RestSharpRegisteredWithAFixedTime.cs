// libraries: AmazonLambdaCore, RestSharpV112, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;
using RestSharp;

public class Function(IRestClient client)
{
    public async Task<string?> Handler(string path, ILambdaContext context) => (await client.ExecuteAsync(new RestRequest(path))).Content;

    public static void Configure(IServiceCollection services) =>
        services.AddSingleton<IRestClient>(new RestClient(new RestClientOptions("https://api.example") { {|AJ1006:Timeout = TimeSpan.FromSeconds(30)|} }));
}
