// libraries: AmazonLambdaCore, MicrosoftExtensionsConfiguration
using Amazon.Lambda.Core;
using Microsoft.Extensions.Configuration;

public class Function(HttpClient http, IConfiguration config)
{
    public async Task<int> Handler(string url, ILambdaContext context)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        var response = await http.SendAsync(request).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(int.Parse(config["Seconds"]!)));
        return (int)response.StatusCode;
    }
}
