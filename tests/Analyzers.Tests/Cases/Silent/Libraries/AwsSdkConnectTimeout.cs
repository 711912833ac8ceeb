// libraries: AmazonLambdaCore, AwsSdkV4
using Amazon.Lambda.Core;
using Amazon.Runtime;
using Amazon.S3;

public static class Aws
{
    public static readonly IAmazonS3 S3 = new AmazonS3Client(new AmazonS3Config
    {
        ConnectTimeout = TimeSpan.FromSeconds(1),
        MaxErrorRetry = 3,
        RetryMode = RequestRetryMode.Adaptive,
    });
}
