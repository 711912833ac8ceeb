using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace AsyncJobs.S3;

/// <summary>
/// Uploads a file of unknown length in parts, of which one at a time is in memory. An upload that breaks off leaves no object; its parts are removed
/// by the bucket's lifecycle rule, since the functions may not delete anything.
/// </summary>
/// <remarks>
/// The SDK's TransferUtility does the same, but cannot be told to leave out the chunk encoding with trailing checksums, which servers other than
/// AWS's do not take.
/// </remarks>
internal sealed class S3FileUpload(IAmazonS3 client, string bucket, string key)
{
    /// <summary>The length of a part, in bytes: the shortest that S3 takes, and 10,000 of them at most.</summary>
    public const int PartBytes = 5 * 1024 * 1024;

    /// <summary>Reads until a part is full or the file ends.</summary>
    /// <returns>How much was read.</returns>
    public static ValueTask<int> FillAsync(Stream file, byte[] part, CancellationToken cancellationToken) =>
        file.ReadAtLeastAsync(part.AsMemory(0, PartBytes), PartBytes, throwOnEndOfStream: false, cancellationToken);

    /// <summary>Uploads a file.</summary>
    /// <param name="part">Its first part; then takes the others.</param>
    /// <param name="rest">What follows.</param>
    /// <param name="contentType">Its Content-Type.</param>
    /// <param name="contentDisposition">Its Content-Disposition.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask RunAsync(byte[] part, Stream rest, string contentType, string contentDisposition, CancellationToken cancellationToken)
    {
        string uploadId = await BeginAsync(contentType, contentDisposition, cancellationToken).ConfigureAwait(false);
        List<PartETag> parts = [];
        for (int length = PartBytes; length > 0;)
        {
            parts.Add(await UploadAsync(uploadId, parts.Count + 1, part.AsMemory(0, length), cancellationToken).ConfigureAwait(false));
            length = length < PartBytes ? 0 : await FillAsync(rest, part, cancellationToken).ConfigureAwait(false);
        }

        CompleteMultipartUploadRequest complete = new() { BucketName = bucket, Key = key, UploadId = uploadId, PartETags = parts };
        await client.CompleteMultipartUploadAsync(complete, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<string> BeginAsync(string contentType, string contentDisposition, CancellationToken cancellationToken)
    {
        InitiateMultipartUploadRequest begin = new()
        {
            BucketName = bucket,
            Key = key,
            ContentType = contentType,
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
        };
        begin.Headers.ContentDisposition = contentDisposition;
        return (await client.InitiateMultipartUploadAsync(begin, cancellationToken).ConfigureAwait(false)).UploadId;
    }

    private async ValueTask<PartETag> UploadAsync(string uploadId, int number, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        string sha256 = Convert.ToBase64String(SHA256.HashData(content.Span));
        UploadPartRequest request = new()
        {
            BucketName = bucket,
            Key = key,
            UploadId = uploadId,
            PartNumber = number,
            InputStream = PayloadStream.Over(content),
            PartSize = content.Length,
            ChecksumSHA256 = sha256,
            UseChunkEncoding = false,
        };
        UploadPartResponse response = await client.UploadPartAsync(request, cancellationToken).ConfigureAwait(false);
        return new PartETag(number, response.ETag) { ChecksumSHA256 = sha256 };
    }
}
