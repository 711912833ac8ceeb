// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Microsoft.Extensions.DependencyInjection;

public class Rates(HttpClient client)
{
    public Task<string> Get(string url, CancellationToken token) => client.GetStringAsync(url, token);
}

public static class Startup
{
    private static readonly SocketsHttpHandler s_handler = new();
    private static readonly HttpClient s_shared = new();

    public static void Configure(IServiceCollection services)
    {
        services.AddTransient(_ => {|AJ1008:new HttpClient()|});
        services.AddScoped<HttpClient>(provider =>
        {
            HttpClient client = {|AJ1008:new()|};
            client.DefaultRequestHeaders.Add("x-app", "rates");
            return client;
        });
        services.AddTransient(_ => new Rates({|AJ1008:new HttpClient()|}));
        services.AddTransient(Make);

        services.AddSingleton(_ => new HttpClient());
        services.AddTransient(_ => s_shared);
        services.AddTransient(_ => new HttpClient(s_handler, disposeHandler: false));
    }

    private static HttpClient Make(IServiceProvider provider) => {|AJ1008:new HttpClient()|};
}
