// libraries: AmazonLambdaCore, AwsSdkV3
using Amazon.DynamoDBv2;
using Amazon.Lambda.Core;

public static class Aws
{
    public static IAmazonDynamoDB CreateDynamo()
    {
        var config = new AmazonDynamoDBConfig();
        {|AJ1006:config.Timeout = TimeSpan.FromSeconds(3)|};
        {|AJ1006:config.ReadWriteTimeout = TimeSpan.FromSeconds(3)|};
        config.RetryMode = Amazon.Runtime.RequestRetryMode.Standard;
        return new AmazonDynamoDBClient(config);
    }
}
