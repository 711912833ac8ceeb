using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads [Experimental] of a job.</summary>
internal static class ExperimentalParser
{
    public const string Namespace = "System.Diagnostics.CodeAnalysis";
    public const string AttributeType = "ExperimentalAttribute";

    /// <summary>Makes the model from the attribute of the method, else from that of the nearest class around it; null for none.</summary>
    public static ExperimentalModel? Parse(IMethodSymbol method)
    {
        for (ISymbol? marked = method; marked is not null; marked = marked.ContainingType)
        {
            if (marked.FindAttribute(Namespace, AttributeType) is { } attribute && attribute.First()?.Value is string id)
                return new ExperimentalModel(id, Arguments(id, attribute));
        }

        return null;
    }

    private static string Arguments(string id, AttributeData attribute)
    {
        List<string> arguments = [Literal.Of(id)];
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Value.Value is string text)
                arguments.Add($"{argument.Key} = {Literal.Of(text)}");
        }

        return string.Join(", ", arguments);
    }
}
