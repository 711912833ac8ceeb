// libraries: AmazonLambdaCore, AwsSdkV4
using Amazon.Lambda.Core;
using Amazon.S3;

public static class Aws
{
    public static IAmazonS3 Create(TimeSpan timeout) => new AmazonS3Client(new AmazonS3Config { Timeout = timeout });
}
