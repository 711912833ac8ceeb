// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, MicrosoftExtensionsConfiguration
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

public class Startup
{
    private readonly IConfiguration _configuration;

    public Startup(IConfiguration configuration) => _configuration = configuration;

    public void ConfigureServices(IServiceCollection services)
    {
        services.AddHttpClient("a", client => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(_configuration.GetValue<int>("Http:TimeoutSeconds"))|});
        services.AddHttpClient("b", client => {|AJ1001:client.Timeout = _configuration.GetValue("Http:Timeout", TimeSpan.FromSeconds(30))|});
        services.AddHttpClient("c", client => {|AJ1001:client.Timeout = TimeSpan.Parse(_configuration["Http:Timeout"]!)|});
        services.AddHttpClient("d", client => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(int.Parse(_configuration.GetSection("Http")["Seconds"] ?? "30"))|});
    }
}
