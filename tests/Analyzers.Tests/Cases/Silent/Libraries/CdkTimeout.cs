// libraries: AmazonLambdaCore, AmazonCdk
using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;

public class Stack
{
    public Function Build() => new(this, "worker", new FunctionProps { Handler = "App::App.Function::Handler", Timeout = Duration.Minutes(5), MemorySize = 512 });
}
