// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;

public class Function(IHttpClientFactory factory)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var client = factory.CreateClient();
        client.Timeout = {|AJ1010:context.RemainingTime - TimeSpan.FromSeconds(3)|};
        return await client.GetStringAsync(url);
    }
}
