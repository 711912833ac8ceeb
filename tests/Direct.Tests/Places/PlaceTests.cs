using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using AsyncJobs.Direct.Places;
using AsyncJobs.Dispatch;
using AsyncJobs.Storage;
using Xunit;

namespace AsyncJobs.Direct.Tests.Places;

/// <summary>Where requests go, beside where the SDK's clients send them.</summary>
public sealed class PlaceTests
{
    private static readonly string[] s_kinds = ["", "fips", "dual", "fips dual"];

    private readonly Dictionary<string, string?> _environment = new()
    {
        ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "secret",
    };

    // The one that is no region is a name within the SDK, and has no endpoint.
    public static TheoryData<string> Regions =>
        [.. RegionEndpoint.EnumerableAllRegions.Select(static region => region.SystemName).Where(static name => name != "us-east-1-regional"), "eu-future-9", "us-gov-future-1", "cn-future-2", "us-isof-future-1"];

    private ServicePlace DynamoDb => EnvironmentPlaces.OfDynamoDb(_environment.GetValueOrDefault);

    private ServicePlace Lambda => EnvironmentPlaces.OfLambda(_environment.GetValueOrDefault);

    [Theory]
    [MemberData(nameof(Regions))]
    public async Task In_every_region_requests_go_where_the_SDKs_clients_send_them(string region)
    {
        foreach (string kind in s_kinds)
        {
            Set(region, kind);

            Assert.Equal((kind, await DynamoDbOfSdkAsync()), (kind, Shown(() => DynamoDb)));
            Assert.Equal((kind, await LambdaOfSdkAsync()), (kind, Shown(() => Lambda)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Without_a_region_the_message_says_what_to_set(string? region)
    {
        _environment["AWS_REGION"] = region;

        Assert.Contains("AWS_REGION", Assert.Throws<AmazonClientException>(() => DynamoDb).Message, StringComparison.Ordinal);
        Assert.Contains("AWS_REGION", Assert.Throws<AmazonClientException>(() => Lambda).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example/")]
    [InlineData("eu-central-1.evil.example#")]
    [InlineData("eu-central-1@evil.example")]
    [InlineData("eu-central-1:8080")]
    [InlineData("eu-central-1\r\n")]
    [InlineData("eu-central-1 ")]
    [InlineData("eu-central")]
    [InlineData("eu-cen.tral-1")]
    [InlineData("EU-CENTRAL-1")]
    [InlineData("moon-base-1")]
    [InlineData("aws-global")]
    [InlineData("us-east-1-regional")]
    [InlineData("-east-1")]
    [InlineData("us--1")]
    [InlineData("us-east-")]
    [InlineData("us-east-一")]
    public void What_is_no_region_of_AWS_is_refused(string region)
    {
        _environment["AWS_REGION"] = region;

        Assert.Throws<AmazonClientException>(() => DynamoDb);
        Assert.Throws<AmazonClientException>(() => Lambda);
    }

    [Fact]
    public void The_second_variable_of_the_region_comes_second()
    {
        _environment["AWS_DEFAULT_REGION"] = "eu-west-1";
        Assert.Equal("eu-west-1", DynamoDb.Region);

        _environment["AWS_REGION"] = "eu-west-2";
        Assert.Equal("eu-west-2", DynamoDb.Region);
    }

    [Fact]
    public void An_endpoint_of_ones_own_comes_first_that_of_the_service_before_that_of_all()
    {
        _environment["AWS_REGION"] = "eu-west-2";
        _environment["AWS_ENDPOINT_URL"] = "http://localhost:4566/base/";
        Assert.Equal(("http://localhost:4566/base/", "eu-west-2", "localhost:4566"), (DynamoDb.Name, DynamoDb.Region, DynamoDb.Host));
        Assert.Equal("http://localhost:4566/base/2015-03-31/x", Lambda.At("/2015-03-31/x").AbsoluteUri);

        _environment["AWS_ENDPOINT_URL_DYNAMODB"] = "http://[::1]:8000";
        _environment["AWS_ENDPOINT_URL_LAMBDA"] = "https://lambda.test:443";
        Assert.Equal("[::1]:8000", DynamoDb.Host);
        Assert.Equal("lambda.test", Lambda.Host);

        _environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true";
        Assert.Equal("https://dynamodb.eu-west-2.amazonaws.com/", DynamoDb.Endpoint.AbsoluteUri);
    }

    [Fact]
    public void An_endpoint_of_ones_own_needs_no_region()
    {
        _environment["AWS_ENDPOINT_URL"] = "http://localhost:4566";
        Assert.Equal("us-east-1", DynamoDb.Region);

        _environment["AWS_REGION"] = "Local";
        Assert.Equal("local", DynamoDb.Region);

        _environment["AWS_REGION"] = "a/b";
        Assert.Throws<AmazonClientException>(() => DynamoDb);
    }

    [Theory]
    [InlineData("not a url")]
    [InlineData("/relative")]
    [InlineData("ftp://host")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:secret@host")]
    [InlineData("http://host/?query")]
    [InlineData("http://host/#fragment")]
    public void What_is_no_endpoint_is_refused_and_not_repeated(string endpoint)
    {
        _environment["AWS_REGION"] = "eu-west-2";
        _environment["AWS_ENDPOINT_URL"] = endpoint;

        AmazonClientException refusal = Assert.Throws<AmazonClientException>(() => DynamoDb);

        Assert.Contains("AWS_ENDPOINT_URL ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(endpoint, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS_USE_FIPS_ENDPOINT")]
    [InlineData("AWS_USE_DUALSTACK_ENDPOINT")]
    public void An_endpoint_of_ones_own_and_a_special_one_of_AWS_exclude_each_other(string variable)
    {
        _environment["AWS_REGION"] = "eu-west-2";
        _environment["AWS_ENDPOINT_URL"] = "http://localhost:1";
        _environment[variable] = "true";

        Assert.Throws<AmazonClientException>(() => DynamoDb);
        Assert.Throws<AmazonClientException>(() => Lambda);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a%2Fb")]
    public void A_path_stays_as_it_is(string segment)
    {
        _environment["AWS_REGION"] = "eu-west-2";

        Assert.Equal($"/2015-03-31/functions/{segment}/invocations", Lambda.At($"/2015-03-31/functions/{segment}/invocations").AbsolutePath);
    }

    private static string Shown(Func<ServicePlace> place)
    {
        try
        {
            return $"{place().Endpoint.AbsoluteUri} {place().Region} {place().Service}";
        }
        catch (AmazonClientException)
        {
            return "refused";
        }
    }

    private void Set(string region, string kind)
    {
        _environment["AWS_REGION"] = region;
        _environment["AWS_USE_FIPS_ENDPOINT"] = kind.Contains("fips", StringComparison.Ordinal) ? "true" : null;
        _environment["AWS_USE_DUALSTACK_ENDPOINT"] = kind.Contains("dual", StringComparison.Ordinal) ? "true" : null;
    }

    private async Task<string> DynamoDbOfSdkAsync()
    {
        FakeService service = new();
        AmazonDynamoDBConfig config = DynamoDbClientFactory.CreateConfig(_environment.GetValueOrDefault);
        config.HttpClientFactory = new SdkHttp(service);
        using AmazonDynamoDBClient client = new(config);
        return await SentAsync(service, () => client.PutItemAsync(new PutItemRequest("jobs", new() { ["id"] = new("a") }), DirectBench.Token));
    }

    private async Task<string> LambdaOfSdkAsync()
    {
        FakeService service = new() { Answer = static _ => new HttpResponseMessage(System.Net.HttpStatusCode.Accepted) };
        LambdaInvokeConfig config = new(_environment.GetValueOrDefault, isOfJobs: true) { HttpClientFactory = new SdkHttp(service) };
        using LambdaDispatcher dispatcher = new(static job => job, config);
        return await SentAsync(service, () => dispatcher.SendAsync("worker", "{}"u8.ToArray(), DirectBench.Token).AsTask());
    }

    private static async Task<string> SentAsync(FakeService service, Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (Exception refusal) when (refusal is AmazonClientException or JobDispatchException)
        {
            return "refused";
        }

        FakeService.Sent sent = Assert.Single(service.Requests);
        string[] scope = sent.Headers["Authorization"].Split('/');
        return $"{sent.Uri.GetLeftPart(UriPartial.Authority)}/ {scope[2]} {scope[3]}";
    }
}
