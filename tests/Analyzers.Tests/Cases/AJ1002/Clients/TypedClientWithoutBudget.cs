// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using System.Net.Http.Json;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

public class WeatherClient(HttpClient http)
{
    public Task<double> TemperatureAsync(string city) => http.{|AJ1002:GetFromJsonAsync|}<double>($"/{city}");
}

public static class Services
{
    public static IServiceCollection AddWeather(this IServiceCollection services)
    {
        services.AddHttpClient<WeatherClient>(client => client.BaseAddress = new Uri("https://weather.example"))
            .SetHandlerLifetime(TimeSpan.FromMinutes(5));
        return services;
    }
}
