using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads [assembly: LambdaGlobalProperties] of Amazon.Lambda.Annotations.</summary>
internal static class GlobalPropertiesParser
{
    public const string AttributeName = "Amazon.Lambda.Annotations.LambdaGlobalPropertiesAttribute";

    /// <summary>Lambda's runtime that all functions of the assembly are to run on; null where the attribute does not say.</summary>
    public static string? RuntimeOf(AttributeData attribute)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument is { Key: "Runtime", Value.Value: string { Length: > 0 } runtime })
                return runtime;
        }

        return null;
    }
}
