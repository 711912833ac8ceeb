using Amazon.Runtime;

namespace AsyncJobs.Aws;

/// <summary>
/// Tells the errors of AWS's services that can pass from those that last until somebody mends something. Only codes are named here that say something
/// else than the status of their answer.
/// </summary>
/// <remarks>
/// Sources: the error lists of DynamoDB (developer guide, "Error handling"), of Lambda's Invoke, of SQS's SendMessage and ChangeMessageVisibility and
/// of S3 ("List of error codes") in their API references, the errors common to all services, and what the SDKs repeat.
/// </remarks>
internal static class AwsError
{
    /// <summary>Whether the same request would be refused again. What was not answered at all may be answered the next time.</summary>
    public static bool IsLasting(Exception cause) =>
        cause is AmazonServiceException { StatusCode: not 0 } answer && IsLasting((int)answer.StatusCode, answer.ErrorCode ?? "");

    /// <summary>Whether AWS did not accept who asks, rather than what they ask for.</summary>
    public static bool IsOfCredentials(string? code) => code
        is "UnrecognizedClientException" or "InvalidClientTokenId" or "InvalidAccessKeyId" or "InvalidSignatureException" or "SignatureDoesNotMatch"
        or "IncompleteSignature" or "IncompleteSignatureException" or "MissingAuthenticationToken" or "MissingAuthenticationTokenException"
        or "MissingSecurityHeader" or "ExpiredToken" or "ExpiredTokenException" or "InvalidToken" or "AuthorizationHeaderMalformed" or "OptInRequired"
        or "NotSignedUp";

    /// <summary>
    /// Whether the key fails by which the resource is encrypted: it is disabled, gone or in a state that somebody has to change, or the caller may
    /// not use it.
    /// </summary>
    public static bool IsOfKey(string? code) => code?.StartsWith("KMS", StringComparison.OrdinalIgnoreCase) is true && !IsThrottled(code);

    private static bool IsLasting(int status, string code) => status switch
    {
        408 or 409 or 425 or 429 => false,
        501 => true,
        >= 500 => LastsInSpiteOfStatus(code),
        >= 400 => !IsThrottled(code) && !PassesInSpiteOfStatus(code),
        301 or 308 => true,
        _ => false,
    };

    private static bool IsThrottled(string code) => code.Contains("Throttl", StringComparison.Ordinal);

    // Lambda says with 502 of a function that it cannot make it run as it is configured.
    private static bool LastsInSpiteOfStatus(string code) => code
        is "EC2AccessDeniedException" or "InvalidRuntimeException" or "InvalidSecurityGroupIDException" or "InvalidSubnetIDException"
        or "InvalidZipFileException"
        || IsOfKey(code);

    private static bool PassesInSpiteOfStatus(string code) => code

        // More than the table, the queue or the account can take at the moment, or somebody else is at it.
        is "ProvisionedThroughputExceededException" or "RequestLimitExceeded" or "LimitExceededException" or "BandwidthLimitExceeded" or "OverLimit"
        or "SlowDown" or "ResourceInUseException" or "TransactionConflictException" or "TransactionInProgressException"
        or "ReplicatedWriteConflictException" or "PriorRequestNotComplete"

        // The request did not arrive as it was sent.
        or "RequestTimeout" or "RequestTimeoutException" or "IncompleteBody" or "BadDigest" or "XAmzContentSHA256Mismatch"
        or "XAmzContentChecksumMismatch"

        // The clock is wrong, which the SDK corrects by the answer: the next request has the time of the service.
        or "RequestTimeTooSkewed" or "RequestExpired" or "RequestInTheFuture"
        or "EFSIOException";
}
