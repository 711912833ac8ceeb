using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads [assembly: LambdaGlobalProperties] of Amazon.Lambda.Annotations.</summary>
internal static class GlobalPropertiesParser
{
    public const string AttributeName = Namespace + "." + AttributeType;

    private const string Namespace = "Amazon.Lambda.Annotations";
    private const string AttributeType = "LambdaGlobalPropertiesAttribute";

    /// <summary>Lambda's runtime that all functions of the assembly are to run on; null where the attribute does not say, or is not there.</summary>
    public static string? RuntimeOf(IAssemblySymbol assembly)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in assembly.FindAttribute(Namespace, AttributeType)?.NamedArguments ?? [])
        {
            if (argument is { Key: "Runtime", Value.Value: string { Length: > 0 } runtime })
                return runtime;
        }

        return null;
    }
}
