// outputkind: exe
// libraries: AmazonLambdaCore, AmazonLambdaRuntimeSupport
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

const int timeout = 30;
var client = new HttpClient { {|AJ1001:Timeout = TimeSpan.FromSeconds(timeout)|} };

var handler = async (string url, ILambdaContext context) =>
{
    using var cts = new CancellationTokenSource(context.RemainingTime / 2);
    return await client.GetStringAsync(url, cts.Token);
};
await LambdaBootstrapBuilder.Create(handler, new DefaultLambdaJsonSerializer()).Build().RunAsync();
