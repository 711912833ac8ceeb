// libraries: AmazonLambdaCore, AwsSdkLambda
using Amazon.Lambda;
using Amazon.Lambda.Core;
using Amazon.Lambda.Model;

public class Invoker
{
    private readonly IAmazonLambda _lambda = new AmazonLambdaClient(new AmazonLambdaConfig
    {
        {|AJ1006:Timeout = TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("INVOKE_TIMEOUT") ?? "60"))|},
    });

    public Task<InvokeResponse> Invoke(string name, ILambdaContext context) => _lambda.InvokeAsync(new InvokeRequest { FunctionName = name });
}
