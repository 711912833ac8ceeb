// libraries: AmazonLambdaCore, MicrosoftExtensionsHosting
using Microsoft.Extensions.Hosting;

public class Poller(HttpClient http) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            using var response = await http.GetAsync("poll", stoppingToken);
            await Task.Delay(TimeSpan.FromSeconds(30), stoppingToken);
        }
    }
}
