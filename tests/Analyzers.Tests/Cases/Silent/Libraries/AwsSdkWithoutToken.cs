// libraries: AmazonLambdaCore, AwsSdkV4
using Amazon.Lambda.Core;
using Amazon.S3;
using Amazon.S3.Model;

public class Function
{
    private readonly IAmazonS3 _s3 = new AmazonS3Client();

    public async Task Handler(string text, ILambdaContext context) =>
        await _s3.PutObjectAsync(new PutObjectRequest { BucketName = "b", Key = context.AwsRequestId, ContentBody = text });
}
