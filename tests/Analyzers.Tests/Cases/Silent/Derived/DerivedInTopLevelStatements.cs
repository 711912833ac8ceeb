// outputkind: exe
// libraries: AmazonLambdaCore, AmazonLambdaRuntimeSupport
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
var reserve = TimeSpan.FromSeconds(1);

var handler = async (string url, ILambdaContext context) =>
{
    var left = context.RemainingTime - reserve;
    using var cts = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    return await http.GetStringAsync(url, cts.Token);
};
await LambdaBootstrapBuilder.Create(handler, new DefaultLambdaJsonSerializer()).Build().RunAsync();
