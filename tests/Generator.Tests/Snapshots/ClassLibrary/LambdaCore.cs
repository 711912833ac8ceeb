// The true names and signatures of Amazon.Lambda.Core 3.2.0, as far as they matter here: the package is not referenced.
namespace Amazon.Lambda.Core
{
    public interface IClientContext;

    public interface ICognitoIdentity;

    public interface ILambdaLogger;

    public interface ILambdaSerializer;

    public interface ILambdaContext
    {
        string AwsRequestId { get; }

        IClientContext ClientContext { get; }

        string FunctionName { get; }

        string FunctionVersion { get; }

        ICognitoIdentity Identity { get; }

        string InvokedFunctionArn { get; }

        ILambdaLogger Logger { get; }

        string LogGroupName { get; }

        string LogStreamName { get; }

        int MemoryLimitInMB { get; }

        TimeSpan RemainingTime { get; }

        string TenantId => string.Empty;

        string TraceId => string.Empty;

        ILambdaSerializer Serializer => null!;
    }
}
