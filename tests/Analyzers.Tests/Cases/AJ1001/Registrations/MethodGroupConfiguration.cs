// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Microsoft.Extensions.DependencyInjection;

public static class Startup
{
    public static void Add(IServiceCollection services) => services.AddHttpClient("search", ConfigureSearch);

    private static void ConfigureSearch(HttpClient client)
    {
        client.DefaultRequestHeaders.Add("Accept", "application/json");
        {|AJ1001:client.Timeout = TimeSpan.FromSeconds(5)|};
    }
}
