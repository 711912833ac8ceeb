// libraries: AwsSdkV4
// Imitates AWSSDK.Lambda 4, which is not served by every registry, on the real AWSSDK.Core.
using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.Lambda
{
    public class AmazonLambdaConfig : ClientConfig
    {
        public AmazonLambdaConfig()
            : base(new Amazon.Runtime.Internal.DefaultConfigurationProvider([]))
        {
        }

        public override string ServiceVersion => "2015-03-31";

        public override string UserAgent => "";

        public override string RegionEndpointServiceName => "lambda";

        public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
            throw new NotSupportedException();
    }

    public interface IAmazonLambda : IAmazonService, IDisposable
    {
        Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default);
    }

    public class AmazonLambdaClient(AWSCredentials credentials, AmazonLambdaConfig config) : AmazonServiceClient(credentials, config), IAmazonLambda
    {
        public AmazonLambdaClient()
            : this(new AmazonLambdaConfig())
        {
        }

        public AmazonLambdaClient(RegionEndpoint region)
            : this(new AmazonLambdaConfig { RegionEndpoint = region })
        {
        }

        public AmazonLambdaClient(AmazonLambdaConfig config)
            : this(new AnonymousAWSCredentials(), config)
        {
        }

        public AmazonLambdaClient(AWSCredentials credentials)
            : this(credentials, new AmazonLambdaConfig())
        {
        }

        public AmazonLambdaClient(AWSCredentials credentials, RegionEndpoint region)
            : this(credentials, new AmazonLambdaConfig { RegionEndpoint = region })
        {
        }

        public static ClientConfig CreateDefaultClientConfig() => new AmazonLambdaConfig();

        public static IAmazonService CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
            new AmazonLambdaClient((AmazonLambdaConfig)clientConfig);

        public virtual Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }

    public class InvocationType(string value) : ConstantClass(value)
    {
        public static readonly InvocationType Event = new("Event");
        public static readonly InvocationType RequestResponse = new("RequestResponse");

        public static implicit operator InvocationType(string value) => new(value);
    }

    public class LogType(string value) : ConstantClass(value)
    {
        public static readonly LogType None = new("None");
        public static readonly LogType Tail = new("Tail");

        public static implicit operator LogType(string value) => new(value);
    }
}

namespace Amazon.Lambda.Model
{
    public class InvokeRequest : AmazonWebServiceRequest
    {
        public string? FunctionName { get; set; }
        public InvocationType? InvocationType { get; set; }
        public LogType? LogType { get; set; }
        public string? Payload { get; set; }
    }

    public class InvokeResponse : AmazonWebServiceResponse
    {
        public string? FunctionError { get; set; }
        public string? LogResult { get; set; }
        public MemoryStream? Payload { get; set; }
        public int? StatusCode { get; set; }
    }
}
