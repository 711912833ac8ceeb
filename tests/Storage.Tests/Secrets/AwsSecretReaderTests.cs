using AsyncJobs.Aws;
using AsyncJobs.Callbacks;
using Xunit;

namespace AsyncJobs.Storage.Tests.Secrets;

/// <summary>Secrets of callbacks that stand in Secrets Manager or in the Parameter Store.</summary>
public sealed class AwsSecretReaderTests : IAsyncLifetime
{
    private FakeSecrets _aws = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _aws = await FakeSecrets.StartAsync();

    public ValueTask DisposeAsync() => _aws.DisposeAsync();

    [Fact]
    public async Task A_secret_of_Secrets_Manager_is_read_with_the_function_s_credentials()
    {
        const string Arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:hooks-AbCdEf";
        _aws.Answer = static _ => (200, """{"ARN":"x","Name":"hooks","SecretString":"whsec_a"}""");

        Assert.Equal("whsec_a", await ReadAsync("secretsmanager:" + Arn));

        var call = Assert.Single(_aws.Calls);
        Assert.Equal(("secretsmanager.GetSecretValue", $$"""{"SecretId":"{{Arn}}"}"""), (call.Target, call.Body.ToJsonString()));
        Assert.Contains("Credential=AKIA/", call.Authorization, StringComparison.Ordinal);
        Assert.Contains("/eu-west-1/secretsmanager/aws4_request", call.Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_is_read_decrypted()
    {
        _aws.Answer = static _ => (200, """{"Parameter":{"Name":"/shop/hooks","Type":"SecureString","Value":"whsec_b"}}""");

        Assert.Equal("whsec_b", await ReadAsync("ssm:/shop/hooks"));

        var call = Assert.Single(_aws.Calls);
        Assert.Equal(("AmazonSSM.GetParameter", """{"Name":"/shop/hooks","WithDecryption":true}"""), (call.Target, call.Body.ToJsonString()));
        Assert.Contains("/eu-west-1/ssm/aws4_request", call.Authorization, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secretsmanager:hooks", "AccessDeniedException", "Allow its role secretsmanager:GetSecretValue on it")]
    [InlineData("ssm:/hooks", "AccessDeniedException", "Allow its role ssm:GetParameter on it")]
    [InlineData("secretsmanager:hooks", "ResourceNotFoundException", "There is no secretsmanager:hooks in this region.")]
    [InlineData("ssm:/hooks", "ParameterNotFound", "There is no ssm:/hooks in this region.")]
    [InlineData("secretsmanager:hooks", "DecryptionFailure", "The key that encrypts secretsmanager:hooks cannot be used.")]
    [InlineData("ssm:/hooks", "UnrecognizedClientException", "AWS did not accept the credentials")]
    [InlineData("ssm:/hooks", "ValidationException", "The Parameter Store did not give ssm:/hooks.")]
    public async Task A_refusal_says_what_is_missing(string reference, string code, string message)
    {
        _aws.Answer = _ => (400, $$"""{"__type":"{{code}}","Message":"said by AWS"}""");

        SecretUnreadableException fault = await Assert.ThrowsAsync<SecretUnreadableException>(async () => await ReadAsync(reference));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Contains("said by AWS", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"SecretBinary":"d2hzZWNfYQ=="}""")]
    [InlineData("""{"SecretString":null}""")]
    [InlineData("whsec_not-json")]
    public async Task An_answer_without_a_text_is_told_and_not_repeated(string answer)
    {
        _aws.Answer = _ => (200, answer);

        SecretUnreadableException fault = await Assert.ThrowsAsync<SecretUnreadableException>(async () => await ReadAsync("secretsmanager:hooks"));

        Assert.Contains("answered without a text for secretsmanager:hooks", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_not-json", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_told()
    {
        string url = _aws.Url;
        await _aws.DisposeAsync();
        _aws = await FakeSecrets.StartAsync();

        SecretUnreadableException fault = await Assert.ThrowsAsync<SecretUnreadableException>(async () => await ReadAsync("ssm:/hooks", url));

        Assert.Contains("The Parameter Store could not be reached for ssm:/hooks", fault.Message, StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(string reference, string? url = null)
    {
        Dictionary<string, string?> environment = new()
        {
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "AKIA",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
            ["AWS_ENDPOINT_URL"] = url ?? _aws.Url,
        };
        return await new AwsSecretReader(environment.GetValueOrDefault).ReadAsync(reference, Token);
    }
}
