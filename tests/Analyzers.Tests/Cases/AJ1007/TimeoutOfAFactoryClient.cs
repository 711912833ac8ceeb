// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;

public class Function(IHttpClientFactory factory)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var client = factory.CreateClient("x");
        client.Timeout = {|AJ1007:context.RemainingTime|};
        return await client.GetStringAsync(url);
    }
}
