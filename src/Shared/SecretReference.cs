using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>A secret that stands elsewhere: <c>secretsmanager:</c> or <c>ssm:</c>, and its name or ARN.</summary>
[Embedded]
internal sealed class SecretReference
{
    /// <summary>What begins the reference to a secret of Secrets Manager.</summary>
    public const string SecretsManager = "secretsmanager:";

    /// <summary>What begins the reference to a parameter of the Parameter Store.</summary>
    public const string ParameterStore = "ssm:";

    private const int LongestName = 2048;

    private SecretReference(string name, bool isParameter)
    {
        Name = name;
        IsParameter = isParameter;
    }

    /// <summary>Its name or ARN.</summary>
    public string Name { get; }

    /// <summary>Whether it is a parameter of the Parameter Store rather than a secret of Secrets Manager.</summary>
    public bool IsParameter { get; }

    /// <summary>Whether the name is an ARN.</summary>
    public bool IsArn => Name.StartsWith("arn:", StringComparison.Ordinal);

    /// <summary>The reference as it was written.</summary>
    public string Text => (IsParameter ? ParameterStore : SecretsManager) + Name;

    /// <summary>Reads a reference.</summary>
    /// <returns>Null for a text that is none, such as a secret itself.</returns>
    public static SecretReference? TryParse(string text) =>
        TryParse(text, SecretsManager, isParameter: false) ?? TryParse(text, ParameterStore, isParameter: true);

    // The characters that names and ARNs of both services may have.
    private static SecretReference? TryParse(string text, string start, bool isParameter)
    {
        if (!text.StartsWith(start, StringComparison.Ordinal) || text.Length == start.Length || text.Length > LongestName)
            return null;

        string name = text.Substring(start.Length);
        foreach (char c in name)
        {
            bool isLetterOrDigit = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
            if (!isLetterOrDigit && "/_+=.@-:!".IndexOf(c) < 0)
                return null;
        }

        return new SecretReference(name, isParameter);
    }
}
