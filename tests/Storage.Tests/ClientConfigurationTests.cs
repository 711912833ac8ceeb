using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Xunit;

namespace AsyncJobs.Storage.Tests;

public sealed class ClientConfigurationTests
{
    private readonly Dictionary<string, string?> _environment = new()
    {
        ["AWS_REGION"] = "eu-central-1",
        ["AWS_ACCESS_KEY_ID"] = "key",
        ["AWS_SECRET_ACCESS_KEY"] = "secret",
    };

    [Fact]
    public void Region_and_session_come_from_the_environment()
    {
        _environment["AWS_SESSION_TOKEN"] = "token";

        AmazonDynamoDBConfig config = Config();

        Assert.Equal("eu-central-1", config.RegionEndpoint.SystemName);
        ImmutableCredentials credentials = config.DefaultAWSCredentials.GetCredentials();
        Assert.Equal(("key", "secret", "token"), (credentials.AccessKey, credentials.SecretKey, credentials.Token));
    }

    [Fact]
    public void Credentials_without_a_session_do_too() => Assert.Equal("", Config().DefaultAWSCredentials.GetCredentials().Token);

    [Fact]
    public void Without_credentials_in_the_environment_the_sdk_looks_for_them()
    {
        _environment.Remove("AWS_SECRET_ACCESS_KEY");

        Assert.Null(Config().DefaultAWSCredentials);
    }

    [Fact]
    public void An_endpoint_in_the_environment_is_signed_for_the_region()
    {
        _environment["AWS_ENDPOINT_URL_DYNAMODB"] = "http://localhost:8000";

        AmazonDynamoDBConfig config = Config();

        Assert.Equal(("http://localhost:8000/", "eu-central-1"), (config.ServiceURL, config.AuthenticationRegion));
    }

    [Fact]
    public void A_request_with_its_retries_fits_into_the_time_of_api_gateway()
    {
        AmazonDynamoDBConfig config = Config();

        Assert.True(config.IsMaxErrorRetrySet);
        Assert.True((config.MaxErrorRetry + 1) * config.Timeout < TimeSpan.FromSeconds(29));
    }

    private AmazonDynamoDBConfig Config() => DynamoDbClientFactory.CreateConfig(_environment.GetValueOrDefault);
}
