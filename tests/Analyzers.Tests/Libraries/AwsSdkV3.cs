using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Runtime;

namespace Amazon
{
    public class RegionEndpoint
    {
        public static readonly RegionEndpoint EUWest1 = new();
        public static readonly RegionEndpoint USEast1 = new();
    }
}

namespace Amazon.Runtime
{
    public enum RequestRetryMode
    {
        Legacy,
        Standard,
        Adaptive,
    }

    public interface IClientConfig
    {
        TimeSpan? Timeout { get; }
        TimeSpan? ConnectTimeout { get; }
        int MaxErrorRetry { get; }
    }

    public abstract class ClientConfig : IClientConfig
    {
        public RegionEndpoint? RegionEndpoint { get; set; }
        public string? ServiceURL { get; set; }
        public int MaxErrorRetry { get; set; }
        public RequestRetryMode RetryMode { get; set; }
        public TimeSpan? Timeout { get; set; }
        public TimeSpan? ReadWriteTimeout { get; set; }
        public TimeSpan? ConnectTimeout { get; set; }
    }

    public abstract class AmazonServiceClient : IDisposable
    {
        public IClientConfig Config => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    public abstract class AmazonWebServiceRequest
    {
    }

    public class AmazonWebServiceResponse
    {
    }

    public interface IAmazonService
    {
        IClientConfig Config { get; }
    }
}

namespace Amazon.S3
{
    using Amazon.S3.Model;

    public class AmazonS3Config : ClientConfig
    {
        public bool ForcePathStyle { get; set; }
    }

    public interface IAmazonS3 : IAmazonService, IDisposable
    {
        Task<GetObjectResponse> GetObjectAsync(string bucketName, string key, CancellationToken cancellationToken = default);

        Task<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken = default);

        Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default);
    }

    public class AmazonS3Client : AmazonServiceClient, IAmazonS3
    {
        public AmazonS3Client()
        {
        }

        public AmazonS3Client(RegionEndpoint region)
        {
        }

        public AmazonS3Client(AmazonS3Config config)
        {
        }

        public Task<GetObjectResponse> GetObjectAsync(string bucketName, string key, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}

namespace Amazon.S3.Model
{
    public class GetObjectRequest : AmazonWebServiceRequest
    {
        public string? BucketName { get; set; }
        public string? Key { get; set; }
    }

    public class GetObjectResponse : AmazonWebServiceResponse, IDisposable
    {
        public Stream ResponseStream { get; set; } = Stream.Null;

        public void Dispose()
        {
        }
    }

    public class PutObjectRequest : AmazonWebServiceRequest
    {
        public string? BucketName { get; set; }
        public string? Key { get; set; }
        public string? ContentBody { get; set; }
    }

    public class PutObjectResponse : AmazonWebServiceResponse
    {
    }
}

namespace Amazon.DynamoDBv2
{
    using Amazon.DynamoDBv2.Model;

    public class AmazonDynamoDBConfig : ClientConfig
    {
    }

    public interface IAmazonDynamoDB : IAmazonService, IDisposable
    {
        Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default);

        Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default);
    }

    public class AmazonDynamoDBClient : AmazonServiceClient, IAmazonDynamoDB
    {
        public AmazonDynamoDBClient()
        {
        }

        public AmazonDynamoDBClient(AmazonDynamoDBConfig config)
        {
        }

        public Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}

namespace Amazon.DynamoDBv2.Model
{
    public class AttributeValue
    {
        public string? S { get; set; }
    }

    public class GetItemRequest : AmazonWebServiceRequest
    {
        public string? TableName { get; set; }
        public Dictionary<string, AttributeValue>? Key { get; set; }
    }

    public class GetItemResponse : AmazonWebServiceResponse
    {
        public Dictionary<string, AttributeValue>? Item { get; set; }
    }

    public class PutItemRequest : AmazonWebServiceRequest
    {
        public string? TableName { get; set; }
        public Dictionary<string, AttributeValue>? Item { get; set; }
    }

    public class PutItemResponse : AmazonWebServiceResponse
    {
    }
}

namespace Amazon.Lambda
{
    using Amazon.Lambda.Model;

    public class AmazonLambdaConfig : ClientConfig
    {
    }

    public interface IAmazonLambda : IAmazonService, IDisposable
    {
        Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default);
    }

    public class AmazonLambdaClient : AmazonServiceClient, IAmazonLambda
    {
        public AmazonLambdaClient()
        {
        }

        public AmazonLambdaClient(AmazonLambdaConfig config)
        {
        }

        public Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();
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
