// The true names and signatures of AWSSDK.Lambda 4, as far as they matter here: the package is not referenced.
namespace Amazon.Lambda
{
    using Amazon.Lambda.Model;
    using Amazon.Runtime;

    public interface IAmazonLambda : IAmazonService, IDisposable
    {
        Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default);

        static ClientConfig IAmazonService.CreateDefaultClientConfig() => throw new NotSupportedException();

        static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) => throw new NotSupportedException();
    }

    public class InvocationType : ConstantClass
    {
        public static readonly InvocationType DryRun = new InvocationType("DryRun");

        public static readonly InvocationType Event = new InvocationType("Event");

        public static readonly InvocationType RequestResponse = new InvocationType("RequestResponse");

        public InvocationType(string value) : base(value)
        {
        }

        public static implicit operator InvocationType(string value) => new InvocationType(value);
    }

    public partial class AmazonLambdaRequest : AmazonWebServiceRequest;
}

namespace Amazon.Lambda.Model
{
    using System.IO;
    using Amazon.Runtime;

    public partial class InvokeRequest : AmazonLambdaRequest
    {
        public string? FunctionName { get; set; }

        public InvocationType? InvocationType { get; set; }

        public MemoryStream? PayloadStream { get; set; }

        public string? Qualifier { get; set; }
    }

    public partial class InvokeResponse : AmazonWebServiceResponse
    {
        public string? FunctionError { get; set; }

        public int? StatusCode { get; set; }
    }
}
