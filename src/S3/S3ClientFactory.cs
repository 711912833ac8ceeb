using Amazon.S3;
using AsyncJobs.Aws;
using AsyncJobs.Shared;

namespace AsyncJobs.S3;

/// <summary>Makes the S3 client of a Lambda function.</summary>
public static class S3ClientFactory
{
    /// <summary>
    /// Makes a client for the region and credentials in the environment, without looking for profile files or metadata endpoints where the
    /// environment has both. A request that takes longer than 10 s is sent again, at most three times. <c>ASYNCJOBS_S3_ENDPOINT</c>, else
    /// <c>AWS_ENDPOINT_URL_S3</c> or <c>AWS_ENDPOINT_URL</c> sends it elsewhere; the bucket is then the first part of the path.
    /// </summary>
    /// <exception cref="Amazon.Runtime.AmazonClientException">There is no region, or the endpoint is not a URL.</exception>
    public static IAmazonS3 Create() => Create(Environment.GetEnvironmentVariable);

    internal static IAmazonS3 Create(Func<string, string?> environment) => new AmazonS3Client(CreateConfig(environment));

    internal static AmazonS3Config CreateConfig(Func<string, string?> environment)
    {
        AmazonS3Config config = new();
        AwsEnvironment.Apply(config, AwsVariables.S3Endpoint, environment, JobVariables.S3Endpoint);

        // 6 MB take a moment, also on a laptop's line.
#pragma warning disable AJ1006 // Only makes calls shorter: all of them are given the token of their invocation's budget.
        config.Timeout = TimeSpan.FromSeconds(10);
#pragma warning restore AJ1006

        // What has a default is not looked for in profile files.
        config.UseArnRegion = false;
        config.DisableMultiregionAccessPoints = true;
        config.DisableS3ExpressSessionAuth = true;

        // Elsewhere than on AWS a bucket seldom has a host name of its own.
        config.ForcePathStyle = !string.IsNullOrEmpty(config.ServiceURL);
        return config;
    }
}
