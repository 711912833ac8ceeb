using Amazon.DynamoDBv2;
using AsyncJobs.Aws;
using AsyncJobs.Shared;

namespace AsyncJobs.Storage;

/// <summary>Makes the DynamoDB client of a Lambda function.</summary>
public static class DynamoDbClientFactory
{
    /// <summary>
    /// Makes a client for the region and credentials in the environment, without looking for profile files or metadata endpoints
    /// where the environment has both. A request that takes longer than 5 s is sent again, at most three times.
    /// <c>AWS_ENDPOINT_URL_DYNAMODB</c> or <c>AWS_ENDPOINT_URL</c> sends it elsewhere, such as to a local DynamoDB.
    /// </summary>
    /// <exception cref="Amazon.Runtime.AmazonClientException">There is no region, or the endpoint is not a URL.</exception>
    public static IAmazonDynamoDB Create() => Create(Environment.GetEnvironmentVariable);

    internal static IAmazonDynamoDB Create(Func<string, string?> environment) => new AmazonDynamoDBClient(CreateConfig(environment));

    /// <summary>Makes the client of the jobs' own table, which no application sees.</summary>
    internal static IAmazonDynamoDB CreateForJobs(Func<string, string?> environment) =>
        CreateForJobs(CreateConfig(environment, isOfJobs: true));

    internal static IAmazonDynamoDB CreateForJobs(AmazonDynamoDBConfig config) =>
        ShortPipeline.MakeClient<IAmazonDynamoDB>(isShort => isShort ? new JobTableClient(config) : new AmazonDynamoDBClient(config));

    internal static AmazonDynamoDBConfig CreateConfig(Func<string, string?> environment, bool isOfJobs = false)
    {
        var config = new AmazonDynamoDBConfig();
        if (!isOfJobs)
        {
            AwsEnvironment.Apply(config, AwsVariables.DynamoDbEndpoint, environment);
            return config;
        }

        AwsEnvironment.Apply(
            config,
            AwsVariables.DynamoDbEndpoint,
            environment,
            fixedEndpoint: region => FixedEndpoint.Of(config.RegionEndpointServiceName, region, config));
        config.HttpClientFactory = AwsHttp.SharedBy(config);
        return config;
    }
}
