// libraries: AmazonLambdaCore, AwsSdkV4
using Amazon.Lambda.Core;
using Amazon.S3;

public class Function
{
    private static readonly AmazonS3Client s_s3 = new(new AmazonS3Config
    {
        {|AJ1006:Timeout = TimeSpan.FromSeconds(20)|},
        ConnectTimeout = TimeSpan.FromSeconds(2),
        MaxErrorRetry = 2,
    });

    public async Task<long> Handler(string key, ILambdaContext context)
    {
        using var reply = await s_s3.GetObjectAsync("bucket", key);
        return reply.ResponseStream.Length;
    }
}
