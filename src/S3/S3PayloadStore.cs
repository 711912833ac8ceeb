using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using AsyncJobs.Aws;
using AsyncJobs.Jobs;
using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.S3;

/// <summary>
/// Keeps payloads in an S3 bucket: one request each to put and to get, and of a file over 5 MB one for each part of 5 MB, and two more. Every object,
/// or part, has its SHA-256, which S3 checks when it takes it.
/// </summary>
/// <remarks>
/// Nothing is removed but the payloads of jobs that are purged. Give the bucket a lifecycle rule that lets objects under the prefix expire, a day or
/// more after the jobs can no longer be read. In a bucket with versioning, what is removed stays as a noncurrent version.
/// </remarks>
public sealed class S3PayloadStore : IFileStore
{
    private const string ContentType = "application/json";

    // What this store keeps came with one request, or goes out with one reply.
    private const int MaxPayloadBytes = LambdaLimits.MostSynchronousBytes;

    private readonly IAmazonS3 _client;
    private readonly string _bucket;
    private readonly string _prefix;

    /// <summary>Makes a store on a bucket; sends nothing.</summary>
    /// <param name="client">The client, which stays the caller's to dispose.</param>
    /// <param name="bucket">The bucket's name.</param>
    /// <param name="prefix">What every key begins with, such as <c>jobs/</c>; empty for nothing.</param>
    public S3PayloadStore(IAmazonS3 client, string bucket, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        ArgumentNullException.ThrowIfNull(prefix);
        _client = client;
        _bucket = bucket;
        _prefix = prefix;
    }

    /// <inheritdoc/>
    public async ValueTask PutAsync(string key, ReadOnlyMemory<byte> content, string? contentEncoding, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        PutObjectRequest request = RequestOf(key, content, ContentType);
        if (contentEncoding is not null)
            request.Headers.ContentEncoding = contentEncoding;
        await PutAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        GetObjectRequest request = new() { BucketName = _bucket, Key = _prefix + key };
        try
        {
            using GetObjectResponse response = await _client.GetObjectAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.ContentLength is < 0 or > MaxPayloadBytes)
                throw TooLarge(request.Key, response.ContentLength);

            byte[] content = new byte[response.ContentLength];
            await response.ResponseStream.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
            return content;
        }
        catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchKey")
        {
            return null;
        }
        catch (Exception exception) when (exception is not PayloadMissingException && IsFailure(exception, cancellationToken))
        {
            throw Explain(exception, "s3:GetObject", "read");
        }
    }

    /// <inheritdoc/>
    public async ValueTask PutFileAsync(
        string key, Stream content, string contentType, string contentDisposition, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(content);
        byte[] part = ArrayPool<byte>.Shared.Rent(S3FileUpload.PartBytes);
        try
        {
            int length = await S3FileUpload.FillAsync(content, part, cancellationToken).ConfigureAwait(false);
            if (length == S3FileUpload.PartBytes)
            {
                await UploadAsync(key, part, content, contentType, contentDisposition, cancellationToken).ConfigureAwait(false);
                return;
            }

            PutObjectRequest request = RequestOf(key, part.AsMemory(0, length), contentType);
            request.Headers.ContentDisposition = contentDisposition;
            await PutAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(part);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The URL ends sooner where the credentials of the function do, which happens within hours.</remarks>
    public async ValueTask<Uri> CreateDownloadUrlAsync(string key, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        GetPreSignedUrlRequest request = new()
        {
            BucketName = _bucket,
            Key = _prefix + key,
            Verb = HttpVerb.GET,
            Expires = expiresAt.UtcDateTime,
            Protocol = _client.Config.ServiceURL?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) is true ? Protocol.HTTP : Protocol.HTTPS,
        };
        try
        {
            return new Uri(await _client.GetPreSignedURLAsync(request).ConfigureAwait(false));
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            throw Explain(exception, "s3:GetObject", "read");
        }
    }

    private async ValueTask UploadAsync(
        string key, byte[] first, Stream rest, string contentType, string contentDisposition, CancellationToken cancellationToken)
    {
        S3FileUpload upload = new(_client, _bucket, _prefix + key);
        try
        {
            await upload.RunAsync(first, rest, contentType, contentDisposition, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            throw Explain(exception, "s3:PutObject", "kept");
        }
    }

    private PutObjectRequest RequestOf(string key, ReadOnlyMemory<byte> content, string contentType)
    {
        PutObjectRequest request = new()
        {
            BucketName = _bucket,
            Key = _prefix + key,
            InputStream = PayloadStream.Over(content),
            ContentType = contentType,
            ChecksumSHA256 = Convert.ToBase64String(SHA256.HashData(content.Span)),

            // One signature over the whole, which every server that speaks S3's protocol takes.
            UseChunkEncoding = false,
        };
        request.Headers.ContentLength = content.Length;
        return request;
    }

    private async ValueTask PutAsync(PutObjectRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await _client.PutObjectAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            throw Explain(exception, "s3:PutObject", "kept");
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Lists what a job has, and removes it object by object: usually one or two. S3 lists every object that was there before the call.
    /// </remarks>
    public async ValueTask RemoveAllAsync(string jobId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(jobId);
        ListObjectsV2Request list = new() { BucketName = _bucket, Prefix = $"{_prefix}{jobId}/" };
        ListObjectsV2Response page;
        do
        {
            // Of what the page before had, nothing is listed any more.
            page = await ListAsync(list, cancellationToken).ConfigureAwait(false);
            foreach (S3Object found in page.S3Objects ?? [])
                await RemoveAsync(found.Key, cancellationToken).ConfigureAwait(false);
        }
        while (page.IsTruncated is true);
    }

    private async ValueTask<ListObjectsV2Response> ListAsync(ListObjectsV2Request request, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            throw Explain(exception, "s3:ListBucket", "found");
        }
    }

    private async ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await _client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = _bucket, Key = key }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            throw Explain(exception, "s3:DeleteObject", "removed");
        }
    }

    private static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private PayloadMissingException TooLarge(string key, long bytes) => new(
        $"The object '{key}' in the bucket '{_bucket}' is not read: it has {bytes} bytes, and a payload at most {MaxPayloadBytes}. "
        + "Somebody has replaced it; let only the jobs' functions write there.");

    private PayloadStoreException Explain(Exception cause, string action, string done) =>
        new(Text(cause, action, done), isTransient: !AwsError.IsLasting(cause), cause);

    private string Text(Exception cause, string action, string done)
    {
        if (cause is not AmazonServiceException { StatusCode: not 0 } refusal)
            return $"S3 could not be reached, or broke off, and the payload was not {done}: {cause.Message}";

        string said = $"S3 said: {refusal.Message} ({refusal.ErrorCode}, request id {refusal.RequestId})";
        return (refusal.StatusCode, refusal.ErrorCode) switch
        {
            _ when !AwsError.IsLasting(refusal) => $"S3 did not serve the bucket '{_bucket}', also when asked several times. {said}",
            (_, { } code) when AwsError.IsOfKey(code) =>
                $"The key that encrypts the bucket '{_bucket}' cannot be used. "
                + $"Enable it, and allow this role kms:GenerateDataKey and kms:Decrypt on it. {said}",
            (HttpStatusCode.NotFound, _) => $"There is no bucket '{_bucket}' in {Place}. Deploy it, or correct {JobVariables.Bucket}. {said}",
            (HttpStatusCode.Forbidden, "AccessDenied") =>
                $"This function may not do {action} on '{_bucket}/{_prefix}*': allow it to its role, and s3:ListBucket on '{_bucket}', without "
                + $"which S3 also says this of what is not there. {said}",
            (var status, var code) when status is HttpStatusCode.Forbidden || AwsError.IsOfCredentials(code) =>
                $"AWS did not accept the credentials for the bucket '{_bucket}'. {said}",
            _ => $"S3 refused the request on the bucket '{_bucket}'. {said}",
        };
    }

    private string Place => string.IsNullOrEmpty(_client.Config.ServiceURL)
        ? _client.Config.RegionEndpoint?.SystemName ?? "its region"
        : _client.Config.ServiceURL;
}
