using System.Text.Json;
using AsyncJobs.Aws;
using AsyncJobs.Local.Operations;

namespace AsyncJobs.Tool.Aws;

/// <summary>The deployed function that does what an operator asks for. It alone has the code, the secrets and the permissions for it.</summary>
/// <param name="client">The client, which is disposed with this.</param>
/// <param name="name">The function's name or ARN.</param>
/// <param name="place">For messages.</param>
internal sealed class StatusFunction(LambdaInvokeClient client, string name, AwsPlace place) : IDisposable
{
    /// <summary>Invokes it and waits for what it returns.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="cancellationToken">Gives up waiting; the function goes on.</param>
    /// <exception cref="OperationsException">It cannot be invoked, or failed.</exception>
    public async Task<ReadOnlyMemory<byte>> InvokeAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        LambdaInvokeResponse response;
        try
        {
            using MemoryStream stream = new(payload.ToArray(), writable: false);
            response = await client.CallAsync(name, stream, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (AwsExplanation.IsOfAws(exception))
        {
            throw AwsExplanation.Of(exception, place, $"the function '{name}'", "lambda:InvokeFunction");
        }

        return response.FunctionError is null
            ? response.Payload
            : throw new OperationsException(
                $"The function '{name}' failed: {ErrorIn(response.Payload)} Its log says more. Nothing is done twice if you ask again.");
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static string ErrorIn(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using JsonDocument error = JsonDocument.Parse(payload);
            return $"{TextOf(error.RootElement, "errorType") ?? "an error"}: {TextOf(error.RootElement, "errorMessage") ?? "no message"}";
        }
        catch (JsonException)
        {
            return "it did not say why.";
        }
    }

    private static string? TextOf(JsonElement error, string name) =>
        error.ValueKind is JsonValueKind.Object && error.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}
