// outputkind: exe
// libraries: AmazonLambdaCore, AmazonLambdaRuntimeSupport
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

var http = new HttpClient();
await LambdaBootstrapBuilder.Create<string, string>(Handle, new DefaultLambdaJsonSerializer()).Build().RunAsync();

async Task<string> Handle(string url, ILambdaContext context)
{
    var body = http.GetStringAsync(url);
    var done = await Task.{|AJ1004:WhenAny|}(body, Task.Delay(TimeSpan.FromSeconds(6)));
    return done == body ? await body : "late";
}
