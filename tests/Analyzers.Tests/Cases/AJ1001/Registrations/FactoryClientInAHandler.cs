// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using AsyncJobs;

public class Function(IHttpClientFactory factory)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        HttpClient client = factory.CreateClient();
        {|AJ1001:client.Timeout = TimeSpan.FromSeconds(10)|};
        return await client.GetStringAsync(url, context.CreateBudget().Token);
    }
}
