using System.Text.Json;
using Amazon.Runtime;
using AsyncJobs.Callbacks;
using AsyncJobs.Shared;

namespace AsyncJobs.Aws;

/// <summary>
/// Reads secrets of Secrets Manager and parameters of the Parameter Store. Region, credentials and endpoints are the environment's. The clients are
/// made with the first secret: a start does not pay for them.
/// </summary>
/// <param name="environment">Reads an environment variable.</param>
internal sealed class AwsSecretReader(Func<string, string?> environment) : ISecretReader
{
    private readonly Lazy<AwsJsonClient> _secretsManager = new(
        () => new(new AwsJsonConfig("Secrets Manager", "secretsmanager", AwsVariables.SecretsManagerEndpoint, environment)),
        LazyThreadSafetyMode.PublicationOnly);

    private readonly Lazy<AwsJsonClient> _parameterStore = new(
        () => new(new AwsJsonConfig("SSM", "ssm", AwsVariables.SsmEndpoint, environment)),
        LazyThreadSafetyMode.PublicationOnly);

    /// <inheritdoc/>
    public ValueTask<string> ReadAsync(string reference, CancellationToken cancellationToken) => SecretReference.TryParse(reference) is { } known
        ? ReadAsync(known, cancellationToken)
        : throw new SecretUnreadableException("The secret of callbacks is referred to in no form that is known.");

    private async ValueTask<string> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> answer;
        try
        {
            answer = reference.IsParameter
                ? await _parameterStore.Value.CallAsync("AmazonSSM.GetParameter", Parameters("Name", reference), cancellationToken)
                    .ConfigureAwait(false)
                : await _secretsManager.Value.CallAsync("secretsmanager.GetSecretValue", Parameters("SecretId", reference), cancellationToken)
                    .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception cause)
        {
            throw new SecretUnreadableException(Explain(cause, reference), cause);
        }

        return TextOf(answer, reference) ?? throw new SecretUnreadableException(
            $"{Place(reference)} answered without a text for {reference.Text}. A secret of callbacks is a text, not binary.");
    }

    private static byte[] Parameters(string name, SecretReference reference)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteString(name, reference.Name);
            if (reference.IsParameter)
                writer.WriteBoolean("WithDecryption", true);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static string? TextOf(ReadOnlyMemory<byte> answer, SecretReference reference)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            JsonElement root = document.RootElement;
            return reference.IsParameter ? root.GetProperty("Parameter").GetProperty("Value").GetString()
                : root.TryGetProperty("SecretString", out JsonElement text) ? text.GetString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Its message may hold some of the text.
            return null;
        }
    }

    private static string Place(SecretReference reference) => reference.IsParameter ? "The Parameter Store" : "Secrets Manager";

    private static string Explain(Exception cause, SecretReference reference)
    {
        if (cause is not AmazonServiceException { StatusCode: not 0 } refusal)
            return $"{Place(reference)} could not be reached for {reference.Text}, or did not answer: {cause.Message}";

        string said = $"{Place(reference)} said: {refusal.Message} ({refusal.ErrorCode}, request id {refusal.RequestId})";
        string permission = reference.IsParameter ? "ssm:GetParameter" : "secretsmanager:GetSecretValue";
        return refusal.ErrorCode switch
        {
            "AccessDeniedException" =>
                $"This function may not read {reference.Text}. Allow its role {permission} on it, and kms:Decrypt on a key of your own. {said}",
            "ResourceNotFoundException" or "ParameterNotFound" or "ParameterVersionNotFound" =>
                $"There is no {reference.Text} in this region. Make it, or correct {JobVariables.WebhookSecret}. {said}",
            "DecryptionFailure" or "InvalidKeyId" =>
                $"The key that encrypts {reference.Text} cannot be used. Enable it, and allow this role kms:Decrypt on it. {said}",
            _ when AwsError.IsOfCredentials(refusal.ErrorCode) =>
                $"AWS did not accept the credentials of this function, to read {reference.Text}. {said}",
            _ => $"{Place(reference)} did not give {reference.Text}. {said}",
        };
    }
}
