using Microsoft.Extensions.DependencyInjection;

public static class Startup
{
    public static IServiceCollection Build() =>
        new ServiceCollection().AddSingleton(_ => new HttpClient { {|AJ1001:Timeout = TimeSpan.FromSeconds(90)|} });
}
