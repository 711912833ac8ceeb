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

    public class AmazonLambdaClient(AmazonLambdaConfig config) : AmazonServiceClient(new AnonymousAWSCredentials(), config), IAmazonLambda
    {
        public static ClientConfig CreateDefaultClientConfig() => new AmazonLambdaConfig();

        public static IAmazonService CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
            new AmazonLambdaClient((AmazonLambdaConfig)clientConfig);

        public virtual Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}

namespace Amazon.Lambda.Model
{
    public class InvokeRequest : AmazonWebServiceRequest
    {
        public string? FunctionName { get; set; }
        public string? Payload { get; set; }
    }

    public class InvokeResponse : AmazonWebServiceResponse
    {
        public MemoryStream? Payload { get; set; }
    }
}
