// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public class Catalog(HttpClient http)
{
    public Task<HttpResponseMessage> Remove(string id) => http.DeleteAsync(id);
}

public static class Startup
{
    public static void Add(IServiceCollection services)
    {
        IHttpClientBuilder builder = services.AddHttpClient<Catalog>();
        builder.AddHttpMessageHandler(provider =>
        {
            return new BudgetHandler("catalog");
        });
    }
}
