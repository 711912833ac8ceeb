// libraries: AmazonLambdaCore, AwsSdkV3
using Amazon.Lambda.Core;
using Amazon.S3;

public static class Aws
{
    public static IAmazonS3 CreateStorage()
    {
        var config = new AmazonS3Config();
        {|AJ1006:config.Timeout = TimeSpan.FromSeconds(3)|};
        {|AJ1006:config.ReadWriteTimeout = TimeSpan.FromSeconds(3)|};
        config.RetryMode = Amazon.Runtime.RequestRetryMode.Standard;
        return new AmazonS3Client(config);
    }
}
