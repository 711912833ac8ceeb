using System.Globalization;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using AsyncJobs.Direct.Credentials;
using AsyncJobs.Direct.Signing;
using Xunit;

namespace AsyncJobs.Direct.Tests.Signing;

/// <summary>Signatures, beside those of the SDK's own signer.</summary>
public sealed class SignatureTests
{
    // They take five to eight seconds of the processor. ASYNCJOBS_SIGNATURES sets another number.
    private static readonly int s_count =
        int.Parse(Environment.GetEnvironmentVariable("ASYNCJOBS_SIGNATURES") ?? "100000", CultureInfo.InvariantCulture);

    private static readonly string[] s_names = ["content-type", "x-amz-target", "x-amz-invocation-type", "x-amz-security-token", "x-other", "a", "zz-top"];

    // What a name can be made of; nothing stands for any sign of ASCII.
    private static readonly string[] s_parts = ["/", ":", "%2F", "é", "漢", "🙂", " ", "..", "", "", ""];

    [Fact]
    public void Random_requests_are_signed_as_the_SDK_signs_them()
    {
        Random random = new(42);
        for (int i = 0; i < s_count; i++)
        {
            bool isInvoke = random.Next(2) == 0;
            string service = isInvoke ? "lambda" : "dynamodb";
            string region = random.Next(3) == 0 ? "us-gov-west-1" : "eu-central-1";
            DateTime at = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(100_000_000));
            AccessKeys keys = new("AKID" + random.Next(1000), Plain(random, 40), null, "the test");
            string function = Text(random, 1 + random.Next(40));
            byte[] body = Encoding.UTF8.GetBytes(Text(random, random.Next(200)));
            Dictionary<string, string> extra = s_names.Where(_ => random.Next(2) == 0).ToDictionary(name => name, _ => Header(random));

            string expected = OfSdk(service, region, at, keys, isInvoke ? function : null, body, extra);
            string actual = Ours(service, region, at, keys, isInvoke ? function : null, body, extra);

            Assert.Equal((i, expected), (i, actual));
        }
    }

    [Fact]
    public void A_key_is_made_once_for_a_day_and_again_for_another_day_or_other_keys()
    {
        RequestSigner signer = new("eu-central-1", "dynamodb");
        AccessKeys first = new("A", "secret", null, "the test");
        AccessKeys second = new("A", "another", null, "the test");
        string[] signed =
        [
            Sign(signer, first, "20260101T000000Z"), Sign(signer, first, "20260102T000000Z"), Sign(signer, second, "20260102T000000Z"),
            Sign(signer, first, "20260101T000000Z"),
        ];

        Assert.Equal(3, signed.Distinct().Count());
        Assert.Equal(signed[0], signed[3]);
        Assert.Equal(signed[2], Sign(new RequestSigner("eu-central-1", "dynamodb"), second, "20260102T000000Z"));
    }

    [Theory]
    [InlineData("a\r\nInjected: b")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\u007fb")]
    public void A_value_that_would_end_its_header_is_refused_and_not_repeated(string value)
    {
        AmazonClientException refusal = Assert.Throws<AmazonClientException>(() => new SignedHeaders().Add("x-amz-security-token", value));

        Assert.Contains("x-amz-security-token", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, refusal.Message, StringComparison.Ordinal);
    }

    private static string Sign(RequestSigner signer, AccessKeys keys, string date)
    {
        SignedHeaders headers = new();
        headers.Add("host", "dynamodb.eu-central-1.amazonaws.com");
        headers.Add("x-amz-date", date);
        return signer.Authorize("POST", "/", headers, Hash.Of([]), date, keys);
    }

    private static string Ours(string service, string region, DateTime at, AccessKeys keys, string? function, byte[] body, Dictionary<string, string> extra)
    {
        string date = RequestSigner.DateOf(at);
        SignedHeaders headers = new();
        foreach ((string name, string value) in extra)
            headers.Add(name, value);
        headers.Add("host", "service.test");
        headers.Add("x-amz-date", date);
        headers.Add("x-amz-content-sha256", Hash.Of(body));
        string path = function is null ? "/" : $"/2015-03-31/functions/{Uri.EscapeDataString(function)}/invocations";
        return new RequestSigner(region, service).Authorize("POST", path, headers, Hash.Of(body), date, keys);
    }

    private static string OfSdk(string service, string region, DateTime at, AccessKeys keys, string? function, byte[] body, Dictionary<string, string> extra)
    {
        using DefaultRequest request = new(new Request(), service)
        {
            HttpMethod = "POST",
            Endpoint = new Uri("https://service.test"),
            ResourcePath = function is null ? "/" : "/2015-03-31/functions/{FunctionName}/invocations",
            Content = body,
            AuthenticationRegion = region,
        };
        if (function is not null)
            request.AddPathResource("{FunctionName}", function);
        foreach ((string name, string value) in extra)
            request.Headers[name] = value;
        Amazon.DynamoDBv2.AmazonDynamoDBConfig config = new() { AuthenticationServiceName = service, AuthenticationRegion = region };
        return new AWS4Signer().SignRequest(request, config, null, keys.Id, keys.Secret, at).ForAuthorizationHeader;
    }

    private static string Plain(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next('!', '~')));

    // What names of functions cannot have, too.
    private static string Text(Random random, int length)
    {
        StringBuilder text = new();
        while (text.Length < length)
        {
            string part = s_parts[random.Next(s_parts.Length)];
            text.Append(part.Length > 0 ? part : ((char)random.Next('!', '~')).ToString());
        }

        return text.ToString();
    }

    private static string Header(Random random) => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(4) == 0 ? " " : ((char)random.Next('!', '~')).ToString()));

    private sealed class Request : AmazonWebServiceRequest;
}
