using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using AsyncJobs.Dispatch;
using AsyncJobs.S3;
using Xunit;

namespace AsyncJobs.Storage.Tests.Errors;

/// <summary>
/// Which errors of AWS's services last until somebody mends something, and which pass by themselves: each as the service says it, through the client that a function
/// has. A lasting one is not tried again, and says what to mend; a passing one is tried again.
/// </summary>
public class ErrorTableTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
    // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
    // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
    public static TheoryData<AwsService, int, string, bool> Errors => new()
    {
        { AwsService.DynamoDb, 400, "AccessDeniedException", true },
        { AwsService.DynamoDb, 400, "IncompleteSignatureException", true },
        { AwsService.DynamoDb, 400, "InvalidSignatureException", true },
        { AwsService.DynamoDb, 400, "MissingAuthenticationTokenException", true },
        { AwsService.DynamoDb, 400, "UnrecognizedClientException", true },
        { AwsService.DynamoDb, 400, "ExpiredTokenException", true },
        { AwsService.DynamoDb, 400, "ResourceNotFoundException", true },
        { AwsService.DynamoDb, 400, "ValidationException", true },
        { AwsService.DynamoDb, 400, "SerializationException", true },
        { AwsService.DynamoDb, 400, "ItemCollectionSizeLimitExceededException", true },
        { AwsService.DynamoDb, 400, "UnknownOperationException", true },
        { AwsService.DynamoDb, 400, "KMSAccessDeniedException", true },
        { AwsService.DynamoDb, 400, "KMSDisabledException", true },
        { AwsService.DynamoDb, 400, "KMSInvalidStateException", true },
        { AwsService.DynamoDb, 400, "KMSNotFoundException", true },
        { AwsService.DynamoDb, 413, "RequestEntityTooLarge", true },
        { AwsService.DynamoDb, 400, "KMSThrottlingException", false },
        { AwsService.DynamoDb, 400, "ProvisionedThroughputExceededException", false },
        { AwsService.DynamoDb, 400, "RequestLimitExceeded", false },
        { AwsService.DynamoDb, 400, "ThrottlingException", false },
        { AwsService.DynamoDb, 400, "LimitExceededException", false },
        { AwsService.DynamoDb, 400, "ResourceInUseException", false },
        { AwsService.DynamoDb, 400, "ReplicatedWriteConflictException", false },
        { AwsService.DynamoDb, 400, "TransactionConflictException", false },
        { AwsService.DynamoDb, 500, "InternalServerError", false },
        { AwsService.DynamoDb, 503, "ServiceUnavailable", false },
        { AwsService.Lambda, 403, "AccessDeniedException", true },
        { AwsService.Lambda, 403, "InvalidSignatureException", true },
        { AwsService.Lambda, 403, "UnrecognizedClientException", true },
        { AwsService.Lambda, 403, "ExpiredTokenException", true },
        { AwsService.Lambda, 403, "EFSMountFailureException", true },
        { AwsService.Lambda, 404, "ResourceNotFoundException", true },
        { AwsService.Lambda, 413, "RequestTooLargeException", true },
        { AwsService.Lambda, 413, "RequestEntityTooLargeException", true },
        { AwsService.Lambda, 415, "UnsupportedMediaTypeException", true },
        { AwsService.Lambda, 400, "InvalidParameterValueException", true },
        { AwsService.Lambda, 400, "InvalidRequestContentException", true },
        { AwsService.Lambda, 400, "RecursiveInvocationException", true },
        { AwsService.Lambda, 502, "EC2AccessDeniedException", true },
        { AwsService.Lambda, 502, "InvalidRuntimeException", true },
        { AwsService.Lambda, 502, "InvalidSecurityGroupIDException", true },
        { AwsService.Lambda, 502, "InvalidSubnetIDException", true },
        { AwsService.Lambda, 502, "InvalidZipFileException", true },
        { AwsService.Lambda, 502, "KMSAccessDeniedException", true },
        { AwsService.Lambda, 502, "KMSDisabledException", true },
        { AwsService.Lambda, 502, "KMSInvalidStateException", true },
        { AwsService.Lambda, 502, "KMSNotFoundException", true },
        { AwsService.Lambda, 502, "EC2ThrottledException", false },
        { AwsService.Lambda, 502, "EC2UnexpectedException", false },
        { AwsService.Lambda, 502, "ENILimitReachedException", false },
        { AwsService.Lambda, 502, "SubnetIPAddressLimitReachedException", false },
        { AwsService.Lambda, 502, "ResourceNotReadyException", false },
        { AwsService.Lambda, 408, "EFSMountTimeoutException", false },
        { AwsService.Lambda, 410, "EFSIOException", false },
        { AwsService.Lambda, 409, "ResourceConflictException", false },
        { AwsService.Lambda, 409, "SnapStartNotReadyException", false },
        { AwsService.Lambda, 429, "TooManyRequestsException", false },
        { AwsService.Lambda, 500, "ServiceException", false },
        { AwsService.Lambda, 503, "ServiceUnavailable", false },
        { AwsService.Sqs, 400, "AWS.SimpleQueueService.NonExistentQueue", true },
        { AwsService.Sqs, 400, "QueueDoesNotExist", true },
        { AwsService.Sqs, 403, "AccessDeniedException", true },
        { AwsService.Sqs, 403, "InvalidClientTokenId", true },
        { AwsService.Sqs, 403, "InvalidSecurity", true },
        { AwsService.Sqs, 404, "InvalidAddress", true },
        { AwsService.Sqs, 400, "InvalidMessageContents", true },
        { AwsService.Sqs, 400, "UnsupportedOperation", true },
        { AwsService.Sqs, 400, "MissingAuthenticationToken", true },
        { AwsService.Sqs, 400, "ReceiptHandleIsInvalid", true },
        { AwsService.Sqs, 400, "MessageNotInflight", true },
        { AwsService.Sqs, 400, "KMS.AccessDeniedException", true },
        { AwsService.Sqs, 400, "KMS.DisabledException", true },
        { AwsService.Sqs, 400, "KMS.InvalidKeyUsageException", true },
        { AwsService.Sqs, 400, "KMS.InvalidStateException", true },
        { AwsService.Sqs, 400, "KMS.NotFoundException", true },
        { AwsService.Sqs, 400, "KMS.OptInRequired", true },
        { AwsService.Sqs, 400, "KMS.ThrottlingException", false },
        { AwsService.Sqs, 400, "RequestThrottled", false },
        { AwsService.Sqs, 400, "ThrottlingException", false },
        { AwsService.Sqs, 403, "OverLimit", false },
        { AwsService.Sqs, 500, "InternalFailure", false },
        { AwsService.Sqs, 503, "ServiceUnavailable", false },
        { AwsService.S3, 403, "AccessDenied", true },
        { AwsService.S3, 403, "InvalidAccessKeyId", true },
        { AwsService.S3, 403, "SignatureDoesNotMatch", true },
        { AwsService.S3, 403, "AccountProblem", true },
        { AwsService.S3, 403, "InvalidObjectState", true },
        { AwsService.S3, 400, "ExpiredToken", true },
        { AwsService.S3, 400, "InvalidToken", true },
        { AwsService.S3, 400, "AuthorizationHeaderMalformed", true },
        { AwsService.S3, 400, "EntityTooLarge", true },
        { AwsService.S3, 400, "InvalidArgument", true },
        { AwsService.S3, 400, "KMS.DisabledException", true },
        { AwsService.S3, 400, "KMS.KMSInvalidStateException", true },
        { AwsService.S3, 400, "KMS.NotFoundException", true },
        { AwsService.S3, 301, "PermanentRedirect", true },
        { AwsService.S3, 404, "NoSuchBucket", true },
        { AwsService.S3, 405, "MethodNotAllowed", true },
        { AwsService.S3, 411, "MissingContentLength", true },
        { AwsService.S3, 501, "NotImplemented", true },
        { AwsService.S3, 400, "RequestTimeout", false },
        { AwsService.S3, 400, "IncompleteBody", false },
        { AwsService.S3, 400, "BadDigest", false },
        { AwsService.S3, 400, "XAmzContentSHA256Mismatch", false },
        { AwsService.S3, 400, "KMS.ThrottlingException", false },
        { AwsService.S3, 403, "RequestTimeTooSkewed", false },
        { AwsService.S3, 409, "OperationAborted", false },
        { AwsService.S3, 409, "ConditionalRequestConflict", false },
        { AwsService.S3, 429, "TooManyRequests", false },
        { AwsService.S3, 500, "InternalError", false },
        { AwsService.S3, 503, "SlowDown", false },
        { AwsService.S3, 503, "ServiceUnavailable", false },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task An_error_lasts_or_passes(AwsService service, int status, string code, bool isLasting)
    {
        Exception error = await FailAsync(service, status, code);

        Assert.Equal(isLasting, error is JobStoreException or JobDispatchException or PayloadStoreException && AsyncJobs.Failures.Fault.IsLasting(error));
        if (isLasting)
            Assert.Contains("As the test says.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AwsService.DynamoDb, 400, "KMSDisabledException", "key that encrypts the DynamoDB table 'jobs'")]
    [InlineData(AwsService.DynamoDb, 400, "InvalidSignatureException", "did not accept the credentials")]
    [InlineData(AwsService.DynamoDb, 400, "ItemCollectionSizeLimitExceededException", "cannot store this")]
    [InlineData(AwsService.DynamoDb, 400, "UnknownOperationException", "would again")]
    [InlineData(AwsService.Lambda, 502, "KMSAccessDeniedException", "kms:Decrypt")]
    [InlineData(AwsService.Lambda, 400, "RecursiveInvocationException", "RecursiveLoop: Allow")]
    [InlineData(AwsService.Lambda, 502, "InvalidSubnetIDException", "refused to invoke")]
    [InlineData(AwsService.Sqs, 400, "KMS.DisabledException", "Enable the key")]
    [InlineData(AwsService.Sqs, 400, "MissingAuthenticationToken", "did not accept the credentials")]
    [InlineData(AwsService.S3, 400, "KMS.DisabledException", "key that encrypts the bucket 'bucket'")]
    [InlineData(AwsService.S3, 400, "ExpiredToken", "did not accept the credentials")]
    public async Task A_lasting_error_says_what_to_mend(AwsService service, int status, string code, string part) =>
        Assert.Contains(part, (await FailAsync(service, status, code)).Message, StringComparison.Ordinal);

    private protected virtual Task<Exception> FailAsync(AwsService service, int status, string code) => FailAsync(service, new AnsweringHttp(service, status, code));

    private static Task<Exception> FailAsync(AwsService service, AnsweringHttp http)
    {
        return Assert.ThrowsAnyAsync<Exception>(() => service switch
        {
            AwsService.DynamoDb => GetAsync(http),
            AwsService.Lambda => InvokeAsync(http),
            AwsService.Sqs => SendAsync(http),
            _ => PutAsync(http),
        });
    }

    private static async Task GetAsync(AnsweringHttp http)
    {
        using AmazonDynamoDBClient client = new(Set(new AmazonDynamoDBConfig(), http));
        await new DynamoDbJobStore(client, "jobs").GetAsync("id", Token);
    }

    private static async Task InvokeAsync(AnsweringHttp http)
    {
        using LambdaDispatcher dispatcher = new(job => job, Set(new LambdaInvokeConfig(_ => null), http));
        await dispatcher.SendAsync("reports", "{}"u8.ToArray(), Token);
    }

    private static async Task SendAsync(AnsweringHttp http)
    {
        using AsyncJobs.Aws.SqsQueue queue = new("https://sqs.eu-west-3.amazonaws.com/123456789012/jobs", Set(new Amazon.SQS.AmazonSQSConfig(), http));
        await queue.SendAsync("{}", TimeSpan.Zero, Token);
    }

    private static async Task PutAsync(AnsweringHttp http)
    {
        using AmazonS3Client client = new(Set(new AmazonS3Config(), http));
        await new S3PayloadStore(client, "bucket").PutAsync("a/b", new byte[] { 1 }, null, Token);
    }

    // The SDK's own tries are told elsewhere, and take a while.
    private static T Set<T>(T config, AnsweringHttp http)
        where T : ClientConfig
    {
        config.HttpClientFactory = http;
        config.MaxErrorRetry = 0;
        config.RegionEndpoint = Amazon.RegionEndpoint.EUWest3;
        config.DefaultAWSCredentials = new BasicAWSCredentials("AKIDEXAMPLE", "secret");
        return config;
    }
}
