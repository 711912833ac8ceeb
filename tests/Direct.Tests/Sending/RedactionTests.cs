using System.Net;
using System.Text;
using System.Text.Json;
using System.Web;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Xunit;

namespace AsyncJobs.Direct.Tests.Sending;

/// <summary>With what a request was signed is in no exception, wherever and in whichever form an answer repeats it.</summary>
public sealed class RedactionTests
{
    private const string RealToken = "IQoJb3JpZ2luX2VjEAAaCXVz/EXAMPLE+TOKEN/b4c8996fb92427ae41e4649b934ca495991b7852b855/AgRMf8x1c2UtY2VudHJhbC0xIkgwRgIhAK==";

    // Nowhere are many of its letters in a row.
    private const string ShortToken = "TOK/EN+TOKEN==";

    private static readonly Dictionary<string, Func<string, string>> s_forms = new()
    {
        ["as it is"] = static token => token,
        ["of a URL"] = Uri.EscapeDataString,
        ["of a URL, in lower case"] = static token => HttpUtility.UrlEncode(token),
        ["of a URL, twice"] = static token => Uri.EscapeDataString(Uri.EscapeDataString(token)),
        ["of JSON"] = static token => token.Replace("/", "\\/", StringComparison.Ordinal),
        ["of JSON, all signs"] = static token => JsonEncodedText.Encode(token).ToString(),
        ["of JSON, twice"] = static token => JsonEncodedText.Encode(JsonEncodedText.Encode(token).ToString()).ToString(),
        ["of HTML"] = static token => token.Replace("/", "&#x2F;", StringComparison.Ordinal).Replace("+", "&#43;", StringComparison.Ordinal).Replace("=", "&equals;", StringComparison.Ordinal),
        ["wrapped"] = static token => string.Join("\n", token.Chunk(5).Select(static part => new string(part))),
        ["of base64"] = static token => Base64("x-amz-security-token: " + token + "\n"),
        ["of base64, a byte later"] = static token => Base64("x-amz-security-token:  " + token + "\n"),
        ["of base64, two bytes later"] = static token => Base64("x-amz-security-token:   " + token + "\n"),
    };

    private static readonly Dictionary<string, Func<string, HttpResponseMessage>> s_places = new()
    {
        ["the message"] = static said => Json(JsonSerializer.Serialize(new Dictionary<string, string> { ["__type"] = "x#AccessDeniedException", ["message"] = "It was " + said + "." })),
        ["the message, where it is cut off"] = static said => Json(JsonSerializer.Serialize(new { Message = new string('x', 1018) + said })),
        ["the message in a header"] = static said => Json("{}", "x-amzn-error-message", said),
        ["the code"] = static said => Json(JsonSerializer.Serialize(new Dictionary<string, string> { ["__type"] = said })),
        ["the code after a shape"] = static said => Json(JsonSerializer.Serialize(new Dictionary<string, string> { ["__type"] = "x#" + said })),
        ["another code"] = static said => Json(JsonSerializer.Serialize(new { code = said })),
        ["the code in a header"] = static said => Json("{}", "x-amzn-ErrorType", said + ":http://internal.example/"),
        ["the id of the request"] = static said => Json("{}", "x-amzn-RequestId", said),
        ["JSON without a message"] = static said => Json(JsonSerializer.Serialize(new { headers = said })),
        ["a page"] = static said => new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent($"<pre>{said}</pre>", Encoding.UTF8, "text/html") },
        ["a success that is none"] = static said => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(said) },
    };

    private readonly DirectBench _bench = new();

    public static IEnumerable<TheoryDataRow<string, string, string>> Echoes =>
        from token in (string[])[RealToken, ShortToken]
        from form in s_forms.Keys
        from place in s_places.Keys
        select new TheoryDataRow<string, string, string>(token, form, place);

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task The_sessions_token_is_in_no_exception(string token, string form, string place)
    {
        _bench.Environment["AWS_SESSION_TOKEN"] = token;
        string said = s_forms[form](token);

        string told = await ToldOfAsync(() => s_places[place](said));

        Assert.DoesNotContain(said[..Math.Min(said.Length, 40)], told, StringComparison.Ordinal);
        Assert.All(token.Split('/', '+', '=').Where(static part => part.Length > 4), part => Assert.DoesNotContain(part, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nor_is_a_part_of_it()
    {
        _bench.Environment["AWS_SESSION_TOKEN"] = RealToken;

        string told = await ToldOfAsync(() => FakeService.Refuse(403, RealToken[8..30], $""","Message":"It begins with {RealToken[..20]}" """));

        Assert.DoesNotContain(RealToken[..8], told, StringComparison.Ordinal);
        Assert.DoesNotContain(RealToken[8..16], told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_are_the_signature_and_the_secret()
    {
        string? signature = null;
        _bench.Service.Answer = _ =>
        {
            signature = _bench.Service.Requests[0].Headers["authorization"].Split("Signature=")[1];
            return FakeService.Refuse(403, signature, $""","Message":"{DirectBench.Secret}, Signature={signature}" """);
        };

        Exception refusal = await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(_bench.GetAsync);

        Assert.Equal(64, signature!.Length);
        Assert.DoesNotContain(signature, Told(refusal), StringComparison.Ordinal);
        Assert.DoesNotContain(DirectBench.Secret, Told(refusal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_before_it_is_told()
    {
        _bench.Service.Answer = static _ => FakeService.Refuse(403, "InvalidSignatureException", ""","Message":"The signature does not match: x-amz-security-token:session-token" """);

        AmazonServiceException refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(_bench.GetAsync);

        Assert.Equal(
            ("InvalidSignatureException", "The signature does not match: x-amz-security-token:(left out: it repeats what the request was signed with)"),
            (refusal.ErrorCode, refusal.Message));
    }

    [Theory]
    [InlineData("session-token", "The session token is 100% valid & well; see C:\\users\\token")]
    [InlineData("test", "The table test-jobs is unknown to test")]
    [InlineData(null, "User: arn:aws:sts::123456789012:assumed-role/worker/worker is not authorized to perform: dynamodb:GetItem")]
    public async Task Other_messages_are_told_as_they_are(string? token, string message)
    {
        _bench.Environment["AWS_SESSION_TOKEN"] = token;
        _bench.Service.Answer = _ => FakeService.Refuse(403, "AccessDeniedException", $",\"Message\":{JsonSerializer.Serialize(message)}");

        AmazonServiceException refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(_bench.GetAsync);

        Assert.Equal((message, "aws-request-1"), (refusal.Message, refusal.RequestId));
    }

    [Theory]
    [InlineData("ItemCollectionSizeLimitExceededException", true)]
    [InlineData("Sender.Some_Code-2", true)]
    [InlineData("No name", false)]
    [InlineData("<html>", false)]
    [InlineData("Line\\nBreak", false)]
    [InlineData("ACodeThatIsLongerThanAnyOfThoseThatServicesOfAWSAnswerWithExceptn", false)]
    public async Task A_code_is_a_name(string code, bool isName)
    {
        _bench.Service.Answer = _ => FakeService.Refuse(403, code);

        AmazonServiceException refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(_bench.GetAsync);

        Assert.Equal(isName ? code : null, refusal.ErrorCode);
    }

    private async Task<string> ToldOfAsync(Func<HttpResponseMessage> answer)
    {
        _bench.Service.Answer = _ => answer();
        return Told(await Assert.ThrowsAnyAsync<AmazonServiceException>(_bench.GetAsync));
    }

    private static string Told(Exception failure) => failure is AmazonServiceException refusal
        ? string.Join('\n', refusal, refusal.ErrorCode, refusal.RequestId)
        : failure.ToString();

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    private static HttpResponseMessage Json(string text, string? header = null, string? value = null)
    {
        HttpResponseMessage answer = FakeService.Ok(text);
        answer.StatusCode = HttpStatusCode.BadRequest;
        if (header is not null)
            answer.Headers.TryAddWithoutValidation(header, value!.Replace("\n", " ", StringComparison.Ordinal));
        return answer;
    }
}
