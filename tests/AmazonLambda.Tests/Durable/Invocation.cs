using Amazon.Lambda.Core;
using Amazon.Lambda.DurableExecution;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace AsyncJobs.AmazonLambda.Tests.Durable;

/// <summary>One invocation of a durable function, with little time.</summary>
internal sealed class Invocation : ILambdaContext
{
    private static readonly TimeSpan s_time = TimeSpan.FromMilliseconds(400);

    public string AwsRequestId => "request-1";

    public IClientContext ClientContext => null!;

    public string FunctionName => "orders";

    public string FunctionVersion => "$LATEST";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => "arn:aws:lambda:eu-west-1:123456789012:function:orders";

    public ILambdaLogger Logger { get; } = new NoLogger();

    public string LogGroupName => "orders";

    public string LogStreamName => "1";

    public int MemoryLimitInMB => 512;

    public TimeSpan RemainingTime => s_time;

    public ILambdaSerializer Serializer { get; } = new DefaultLambdaJsonSerializer();

    /// <summary>Runs a workflow from its beginning, as the handler of a class library does.</summary>
    public Task<DurableExecutionInvocationOutput> RunAsync(Func<string, IDurableContext, Task<string>> workflow, Checkpoints checkpoints)
    {
        DurableExecutionInvocationInput input = new()
        {
            DurableExecutionArn = InvokedFunctionArn + ":$LATEST/durable-execution/1/1",
            CheckpointToken = "0",
            InitialExecutionState = new InitialExecutionState
            {
                Operations =
                [
                    new Operation { Id = "0", Type = "EXECUTION", Status = "STARTED", ExecutionDetails = new ExecutionDetails { InputPayload = "\"order-7\"" } },
                ],
            },
        };
        return DurableFunction.WrapAsync(workflow, input, this, checkpoints);
    }

    private sealed class NoLogger : ILambdaLogger
    {
        public void Log(string message)
        {
        }

        public void LogLine(string message)
        {
        }
    }
}
