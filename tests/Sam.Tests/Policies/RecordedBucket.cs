using System.Collections.Concurrent;
using Amazon.Runtime;
using AsyncJobs.Tests;

namespace AsyncJobs.Sam.Tests.Policies;

/// <summary>Notes what a client of the SDK asks of S3: the permissions that its requests need, and on what.</summary>
internal sealed class RecordedBucket : HttpClientFactory
{
    private readonly ConcurrentDictionary<(string Action, string Arn), bool> _uses = new();

    public IEnumerable<(string Action, string Arn)> Uses => _uses.Keys;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;

    private sealed class Handler(RecordedBucket owner) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // The bucket is the first part of the path. Any query would be another operation.
            string path = request.RequestUri!.AbsolutePath.TrimStart('/');
            bool isObject = path.StartsWith(S3Server.Bucket + "/", StringComparison.Ordinal) && request.RequestUri.Query is "" or "?x-id=PutObject" or "?x-id=GetObject" or "?x-id=DeleteObject";
            string action = (request.Method.Method, isObject) switch
            {
                ("PUT", true) => "s3:PutObject",
                ("GET", true) => "s3:GetObject",
                ("DELETE", true) => "s3:DeleteObject",
                ("GET", false) when path.TrimEnd('/') == S3Server.Bucket && request.RequestUri.Query.Contains("list-type=2", StringComparison.Ordinal) => "s3:ListBucket",
                _ => $"{request.Method} {request.RequestUri.PathAndQuery}",
            };
            owner._uses[(action, "arn:aws:s3:::" + path.TrimEnd('/'))] = true;

            // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html: what tells 404 from 403.
            if (action == "s3:GetObject")
                owner._uses[("s3:ListBucket", "arn:aws:s3:::" + S3Server.Bucket)] = true;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
