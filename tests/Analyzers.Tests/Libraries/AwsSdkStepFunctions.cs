// libraries: AwsSdkV4
// Imitates AWSSDK.StepFunctions 4, which is not served by every registry, on the real AWSSDK.Core.
using System;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions
{
    public class AmazonStepFunctionsConfig : ClientConfig
    {
        public AmazonStepFunctionsConfig()
            : base(new Amazon.Runtime.Internal.DefaultConfigurationProvider([]))
        {
        }

        public override string ServiceVersion => "2016-11-23";

        public override string UserAgent => "";

        public override string RegionEndpointServiceName => "states";

        public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
            throw new NotSupportedException();
    }

    public class AmazonStepFunctionsException(string message) : AmazonServiceException(message)
    {
    }

    public interface IAmazonStepFunctions : IAmazonService, IDisposable
    {
        Task<StartExecutionResponse> StartExecutionAsync(StartExecutionRequest request, CancellationToken cancellationToken = default);

        Task<SendTaskSuccessResponse> SendTaskSuccessAsync(SendTaskSuccessRequest request, CancellationToken cancellationToken = default);

        Task<SendTaskFailureResponse> SendTaskFailureAsync(SendTaskFailureRequest request, CancellationToken cancellationToken = default);
    }

    public class AmazonStepFunctionsClient(AmazonStepFunctionsConfig config)
        : AmazonServiceClient(new AnonymousAWSCredentials(), config), IAmazonStepFunctions
    {
        public AmazonStepFunctionsClient()
            : this(new AmazonStepFunctionsConfig())
        {
        }

        public AmazonStepFunctionsClient(RegionEndpoint region)
            : this(new AmazonStepFunctionsConfig { RegionEndpoint = region })
        {
        }

        public static ClientConfig CreateDefaultClientConfig() => new AmazonStepFunctionsConfig();

        public static IAmazonService CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
            new AmazonStepFunctionsClient((AmazonStepFunctionsConfig)clientConfig);

        public virtual Task<StartExecutionResponse> StartExecutionAsync(
            StartExecutionRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public virtual Task<SendTaskSuccessResponse> SendTaskSuccessAsync(
            SendTaskSuccessRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public virtual Task<SendTaskFailureResponse> SendTaskFailureAsync(
            SendTaskFailureRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}

namespace Amazon.StepFunctions.Model
{
    public class StartExecutionRequest : AmazonWebServiceRequest
    {
        public string? Input { get; set; }
        public string? Name { get; set; }
        public string? StateMachineArn { get; set; }
    }

    public class StartExecutionResponse : AmazonWebServiceResponse
    {
        public string? ExecutionArn { get; set; }
        public DateTime? StartDate { get; set; }
    }

    public class SendTaskSuccessRequest : AmazonWebServiceRequest
    {
        public string? Output { get; set; }
        public string? TaskToken { get; set; }
    }

    public class SendTaskSuccessResponse : AmazonWebServiceResponse
    {
    }

    public class SendTaskFailureRequest : AmazonWebServiceRequest
    {
        public string? Cause { get; set; }
        public string? Error { get; set; }
        public string? TaskToken { get; set; }
    }

    public class SendTaskFailureResponse : AmazonWebServiceResponse
    {
    }
}
