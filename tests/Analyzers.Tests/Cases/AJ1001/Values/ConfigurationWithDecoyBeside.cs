// libraries: AmazonLambdaCore, MicrosoftExtensionsConfiguration
using Amazon.Lambda.Core;
using Microsoft.Extensions.Configuration;

public class Settings
{
    public TimeSpan Timeout { get; set; }
}

public class Wiring
{
    public static (HttpClient, Settings) Build(IConfiguration configuration)
    {
        var settings = new Settings { Timeout = TimeSpan.FromSeconds(1) };
        configuration.GetSection("Api").Bind(settings);
        settings.Timeout = TimeSpan.FromSeconds(2);
        var http = new HttpClient();
        {|AJ1001:http.Timeout = TimeSpan.FromSeconds(Convert.ToDouble(configuration["Api:Seconds"]))|};
        return (http, settings);
    }
}
