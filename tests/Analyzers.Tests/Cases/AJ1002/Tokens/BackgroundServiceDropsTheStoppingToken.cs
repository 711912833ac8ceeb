// libraries: AmazonLambdaCore, MicrosoftExtensionsHosting
using Amazon.Lambda.Core;
using Microsoft.Extensions.Hosting;

public class Poller(HttpClient http) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await http.{|AJ1002:GetAsync|}("poll");
            await Task.Delay(TimeSpan.FromSeconds(10), stoppingToken);
        }
    }
}
