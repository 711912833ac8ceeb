// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

public class Clues(HttpClient http)
{
    public Task<string> Get() => http.GetStringAsync("clues");
}

public class Hints(HttpClient http)
{
    public Task<string> Get() => http.GetStringAsync("hints");
}

public class Riddles(HttpClient http)
{
    public Task<string> Get() => http.GetStringAsync("riddles");
}

public class Puzzles(HttpClient http)
{
    public Task<string> Get() => http.GetStringAsync("puzzles");
}

public class Mazes(HttpClient http)
{
    public Task<string> Get() => http.GetStringAsync("mazes");
}

public static class Function
{
    public static void Handle(IServiceCollection services, ILambdaContext context)
    {
        TimeSpan left = Left(context);
        services.AddHttpClient<Clues>(http => Prepare(http, context));
        services.AddHttpClient<Hints>(http =>
        {
            http.BaseAddress = new Uri("https://hints.example/");
            http.WithTimeout(left);
        });

        Action<HttpClient> limit = http => http.Timeout = left;
        services.AddHttpClient<Riddles>(limit);
        services.AddHttpClient<Puzzles>(Limited(left));
        AddMazes(services, http => http.Timeout = left);
    }

    private static void AddMazes(IServiceCollection services, Action<HttpClient> configure) => services.AddHttpClient<Mazes>(http =>
    {
        http.BaseAddress = new Uri("https://mazes.example/");
        configure(http);
    });

    private static Action<HttpClient> Limited(TimeSpan most) => http => http.Timeout = most;

    private static void Prepare(HttpClient http, ILambdaContext context) => http.Timeout = Left(context);

    private static HttpClient WithTimeout(this HttpClient http, TimeSpan most)
    {
        http.Timeout = most;
        return http;
    }

    private static TimeSpan Left(ILambdaContext context)
    {
        TimeSpan left = context.RemainingTime - TimeSpan.FromSeconds(1);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
