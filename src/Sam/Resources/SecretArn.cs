using System.Text.Json.Nodes;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Resources;

/// <summary>The ARN of a secret in a template.</summary>
internal static class SecretArn
{
    // What Secrets Manager adds to a name is a hyphen and six characters.
    private const string AnyEnd = "-??????";

    /// <summary>The ARN: as it was given, or of the secret of this name in the stack's account and region.</summary>
    public static JsonNode Of(SecretReference secret) => secret.IsArn ? JsonValue.Create(secret.Name) : new JsonObject
    {
        ["Fn::Sub"] = secret.IsParameter
            ? $"arn:${{AWS::Partition}}:ssm:${{AWS::Region}}:${{AWS::AccountId}}:parameter/{secret.Name.TrimStart('/')}"
            : $"arn:${{AWS::Partition}}:secretsmanager:${{AWS::Region}}:${{AWS::AccountId}}:secret:{secret.Name}{AnyEnd}",
    };
}
