// outputkind: exe
// libraries: AmazonLambdaCore, AmazonLambdaRuntimeSupport
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

HttpClient client = new();
Func<string, ILambdaContext, Task<string>> handler = FunctionHandler;
using var bootstrap = LambdaBootstrapBuilder.Create(handler, new DefaultLambdaJsonSerializer()).Build();
await bootstrap.RunAsync();

async Task<string> FunctionHandler(string input, ILambdaContext context)
{
    HttpResponseMessage message = await client.{|AJ1002:PostAsync|}("https://hooks.example/", new StringContent(input));
    message.EnsureSuccessStatusCode();
    return "ok";
}
