using System.Globalization;
using System.Net;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AsyncJobs.Aws;
using AsyncJobs.Dispatch;
using AsyncJobs.Local.Platform;
using Xunit;

namespace AsyncJobs.Storage.Tests.Clients;

/// <summary>The clients of the jobs' own, which are given ready-made what the SDK would work out: they send what the SDK's clients send.</summary>
public sealed class JobClientTests
{
    private static readonly AsyncLocal<bool> s_isChanged = new();

    private readonly SentHttp _http = new();

    private readonly Dictionary<string, string?> _environment = new()
    {
        ["AWS_REGION"] = "eu-central-1",
        ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "secret",
        ["AWS_SESSION_TOKEN"] = "session",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("eu-central-1", "", "dynamodb.eu-central-1.amazonaws.com")]
    [InlineData("us-east-1", "fips", "dynamodb-fips.us-east-1.amazonaws.com")]
    [InlineData("us-east-1", "dual", "dynamodb.us-east-1.api.aws")]
    [InlineData("cn-north-1", "", "dynamodb.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-gov-west-1", "", "dynamodb.us-gov-west-1.amazonaws.com")]
    [InlineData("us-gov-west-1", "fips", "dynamodb.us-gov-west-1.amazonaws.com")]
    [InlineData("eusc-de-east-1", "", "dynamodb.eusc-de-east-1.amazonaws.eu")]
    public async Task The_table_is_where_region_and_partition_say(string region, string kind, string host)
    {
        SetPlace(region, kind);

        await PutAsync(TableClient());

        HttpRequestMessage request = Assert.Single(_http.Requests);
        Assert.Equal($"https://{host}/", request.RequestUri!.AbsoluteUri);
        Assert.Contains($"/{region}/dynamodb/aws4_request", Authorization(request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_every_region_requests_go_where_the_SDKs_own_clients_send_them()
    {
        foreach (string region in RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName).Append("eu-future-9"))
        {
            foreach (string kind in (string[])["", "fips", "dual", "fips dual"])
            {
                SetPlace(region, kind);
                string ofSdk = await HostAsync(() => new AmazonDynamoDBClient(Sent(DynamoDbClientFactory.CreateConfig(_environment.GetValueOrDefault))));
                string ofJobs = await HostAsync(TableClient);

                Assert.Equal((region, kind, ofSdk), (region, kind, ofJobs));
            }
        }
    }

    [Theory]
    [InlineData("eu-central-1", "", "lambda.eu-central-1.amazonaws.com")]
    [InlineData("us-east-1", "fips", "lambda-fips.us-east-1.amazonaws.com")]
    [InlineData("us-east-1", "dual", "lambda.us-east-1.api.aws")]
    [InlineData("cn-north-1", "", "lambda.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-gov-west-1", "fips", "lambda-fips.us-gov-west-1.amazonaws.com")]
    public async Task Lambda_is_where_region_and_partition_say(string region, string kind, string host)
    {
        SetPlace(region, kind);
        _http.Answer = _ => new HttpResponseMessage(HttpStatusCode.Accepted);

        using LambdaDispatcher dispatcher = new(job => job, Sent(new LambdaInvokeConfig(_environment.GetValueOrDefault, isOfJobs: true)));
        await dispatcher.SendAsync("worker", "{}"u8.ToArray(), Token);

        HttpRequestMessage request = Assert.Single(_http.Requests);
        Assert.Equal($"https://{host}/2015-03-31/functions/worker/invocations", request.RequestUri!.AbsoluteUri);
        Assert.Contains($"/{region}/lambda/aws4_request", Authorization(request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_the_region_and_not_its_endpoint()
    {
        _http.Answer = _ => SentHttp.Refuse(HttpStatusCode.NotFound, "ResourceNotFoundException");
        using LambdaDispatcher dispatcher = new(job => job, Sent(new LambdaInvokeConfig(_environment.GetValueOrDefault, isOfJobs: true)));

        JobDispatchException refusal = await Assert.ThrowsAsync<JobDispatchException>(() => dispatcher.SendAsync("worker", "{}"u8.ToArray(), Token).AsTask());

        Assert.Contains("no Lambda function 'worker' in eu-central-1 ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ThrottlingException")]
    [InlineData("ProvisionedThroughputExceededException")]
    public async Task What_is_throttled_is_tried_three_times_again(string code)
    {
        _http.Answer = _ => SentHttp.Refuse(HttpStatusCode.BadRequest, code);

        AmazonDynamoDBException refusal = await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(() => PutAsync(TableClient()));

        Assert.Equal((4, code), (_http.Requests.Count, refusal.ErrorCode));
    }

    [Fact]
    public async Task What_is_refused_for_good_is_not_tried_again()
    {
        _http.Answer = _ => SentHttp.Refuse(HttpStatusCode.BadRequest, "ConditionalCheckFailedException");

        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => PutAsync(TableClient()));

        Assert.Single(_http.Requests);
    }

    [Fact]
    public async Task A_wrong_clock_is_corrected_by_the_answer()
    {
        // An endpoint of its own: the SDK keeps the correction of each.
        _environment["AWS_ENDPOINT_URL_DYNAMODB"] = "http://clock.test";
        DateTimeOffset time = DateTimeOffset.UtcNow.AddHours(3);
        _http.Answer = number =>
        {
            HttpResponseMessage answer = number == 1 ? SentHttp.Refuse(HttpStatusCode.BadRequest, "InvalidSignatureException") : SentHttp.Ok();
            answer.Headers.Date = time;
            return answer;
        };

        await PutAsync(TableClient());

        DateTimeOffset[] signed = [.. _http.Requests.Select(SignedAt)];
        Assert.Equal(2, signed.Length);
        Assert.True(time - signed[0] > TimeSpan.FromHours(2));
        Assert.InRange(time - signed[1], TimeSpan.FromMinutes(-5), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Requests_go_through_the_proxy_of_the_configuration()
    {
        string? seen = null;
        await using LoopbackServer proxy = await LoopbackServer.StartAsync(new Uri("http://127.0.0.1:0"), null, context =>
        {
            seen = context.Request.Host.Value;
            return Task.CompletedTask;
        });
        _environment["AWS_ENDPOINT_URL_DYNAMODB"] = "http://table.test";
        AmazonDynamoDBConfig config = DynamoDbClientFactory.CreateConfig(_environment.GetValueOrDefault, isOfJobs: true);
        config.ProxyHost = new Uri(proxy.Address).Host;
        config.ProxyPort = new Uri(proxy.Address).Port;
        config.HttpClientFactory = new AwsHttp(config);

        using IAmazonDynamoDB client = DynamoDbClientFactory.CreateForJobs(config);
        await Assert.ThrowsAnyAsync<Exception>(() => PutAsync(client));

        Assert.Equal("table.test", seen);
    }

    [Fact]
    public async Task A_configuration_that_is_changed_later_does_not_change_the_connections_of_all()
    {
        await using LoopbackServer service = await LoopbackServer.StartAsync(new Uri("http://127.0.0.1:0"), null, _ => Task.CompletedTask);
        AmazonDynamoDBConfig config = DynamoDbClientFactory.CreateConfig(_environment.GetValueOrDefault, isOfJobs: true);
        AwsHttp shared = new(config);

        config.ProxyHost = "127.0.0.1";
        config.ProxyPort = 1;

        await shared.OpenAsync(new Uri(service.Address), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Code_that_changes_every_pipeline_is_asked_and_may_look_for_a_step_that_is_gone()
    {
        s_isChanged.Value = true;
        using Customizer added = new("added", static pipeline => pipeline.AddHandlerBefore<Marshaller>(new Step()));
        Assert.IsType<JobTableClient>(TableClient());
        using Customizer asking = new("asking", static pipeline => pipeline.AddHandlerAfter<MetricsHandler>(new Step()));

        IAmazonDynamoDB client = TableClient();
        await PutAsync(client);
        using LambdaInvokeClient invoke = LambdaInvokeClient.Create(Sent(new LambdaInvokeConfig(_environment.GetValueOrDefault, isOfJobs: true)));

        Assert.IsNotType<JobTableClient>(client);
        Assert.True(((LambdaInvokeConfig)invoke.Config).KeepsPipeline);
        Assert.Single(_http.Requests);
    }

    [Fact]
    public void A_client_that_an_application_holds_has_its_region_and_the_whole_pipeline()
    {
        using IAmazonDynamoDB client = DynamoDbClientFactory.Create(_environment.GetValueOrDefault);

        Assert.Equal("eu-central-1", client.Config.RegionEndpoint.SystemName);
        Assert.Equal("eu-central-1", new LambdaInvokeConfig(_environment.GetValueOrDefault).RegionEndpoint.SystemName);
        Assert.IsType<AmazonDynamoDBClient>(client);
    }

    private static async Task PutAsync(IAmazonDynamoDB client) =>
        await client.PutItemAsync(new PutItemRequest("jobs", new() { ["id"] = new("a") }), Token);

    private static string Authorization(HttpRequestMessage request) => request.Headers.GetValues("Authorization").Single();

    private static DateTimeOffset SignedAt(HttpRequestMessage request) => DateTimeOffset.ParseExact(
        request.Headers.GetValues("X-Amz-Date").Single(), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private async Task<string> HostAsync(Func<IAmazonDynamoDB> make)
    {
        try
        {
            using IAmazonDynamoDB client = make();
            await PutAsync(client);
            return $"{_http.Requests[^1].RequestUri!.AbsoluteUri} {Authorization(_http.Requests[^1]).Split('/')[2]}";
        }
        catch (AmazonClientException refusal)
        {
            return refusal.Message;
        }
    }

    private void SetPlace(string region, string kind)
    {
        _environment["AWS_REGION"] = region;
        _environment["AWS_USE_FIPS_ENDPOINT"] = kind.Contains("fips", StringComparison.Ordinal) ? "true" : null;
        _environment["AWS_USE_DUALSTACK_ENDPOINT"] = kind.Contains("dual", StringComparison.Ordinal) ? "true" : null;
    }

    private IAmazonDynamoDB TableClient() =>
        DynamoDbClientFactory.CreateForJobs(Sent(DynamoDbClientFactory.CreateConfig(_environment.GetValueOrDefault, isOfJobs: true)));

    private T Sent<T>(T config)
        where T : ClientConfig
    {
        config.HttpClientFactory = _http;
        return config;
    }

    private sealed class Step : PipelineHandler;

    /// <summary>Registered for as long as it lives.</summary>
    private sealed class Customizer : IRuntimePipelineCustomizer, IDisposable
    {
        private readonly Action<RuntimePipeline> _change;

        public Customizer(string name, Action<RuntimePipeline> change)
        {
            UniqueName = name;
            _change = change;
            RuntimePipelineCustomizerRegistry.Instance.Register(this);
        }

        public string UniqueName { get; }

        public void Customize(Type type, RuntimePipeline pipeline)
        {
            // Other tests make clients at the same time.
            if (s_isChanged.Value)
                _change(pipeline);
        }

        public void Dispose() => RuntimePipelineCustomizerRegistry.Instance.Deregister(this);
    }
}
