using Amazon.Runtime;
using AsyncJobs.Dispatch;
using Xunit;

namespace AsyncJobs.Storage.Tests.Dispatch;

public sealed class LambdaEndpointTests
{
    [Theory]
    [InlineData("eu-central-1", false, false, "https://lambda.eu-central-1.amazonaws.com")]
    [InlineData("us-east-1", true, false, "https://lambda-fips.us-east-1.amazonaws.com")]
    [InlineData("us-east-1", false, true, "https://lambda.us-east-1.api.aws")]
    [InlineData("cn-north-1", false, false, "https://lambda.cn-north-1.amazonaws.com.cn")]
    [InlineData("cn-north-1", false, true, "https://lambda.cn-north-1.api.amazonwebservices.com.cn")]
    [InlineData("us-gov-west-1", true, false, "https://lambda-fips.us-gov-west-1.amazonaws.com")]
    public void Lambda_is_where_the_region_says(string region, bool fips, bool dualStack, string url)
    {
        var environment = new Dictionary<string, string?>
        {
            ["AWS_REGION"] = region,
            ["AWS_USE_FIPS_ENDPOINT"] = fips ? "true" : null,
            ["AWS_USE_DUALSTACK_ENDPOINT"] = dualStack ? "true" : null,
        };

        Assert.Equal(url, Resolve(new LambdaInvokeConfig(environment.GetValueOrDefault)));
    }

    [Fact]
    public void An_endpoint_of_ones_own_comes_from_the_environment_or_is_set_later()
    {
        var environment = new Dictionary<string, string?> { ["AWS_REGION"] = "eu-central-1", ["AWS_ENDPOINT_URL"] = "http://localhost:4566" };
        Assert.Equal("http://localhost:4566/", Resolve(new LambdaInvokeConfig(environment.GetValueOrDefault)));

        environment["AWS_ENDPOINT_URL_LAMBDA"] = "http://localhost:3001";
        Assert.Equal("http://localhost:3001/", Resolve(new LambdaInvokeConfig(environment.GetValueOrDefault)));
        Assert.Equal("http://localhost:9/", Resolve(new LambdaInvokeConfig(environment.GetValueOrDefault) { ServiceURL = "http://localhost:9" }));

        environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true";
        Assert.Equal("https://lambda.eu-central-1.amazonaws.com", Resolve(new LambdaInvokeConfig(environment.GetValueOrDefault)));
    }

    [Fact]
    public void An_endpoint_of_ones_own_and_a_special_one_of_aws_exclude_each_other()
    {
        var environment = new Dictionary<string, string?> { ["AWS_ENDPOINT_URL"] = "http://localhost:1", ["AWS_USE_FIPS_ENDPOINT"] = "true" };

        Assert.Throws<AmazonClientException>(() => Resolve(new LambdaInvokeConfig(environment.GetValueOrDefault)));
    }

    private static string Resolve(LambdaInvokeConfig config) => config.DetermineServiceOperationEndpoint(null!).URL;
}
