using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads what is written in an attribute, which may be incomplete while it is typed.</summary>
internal static class AttributeArguments
{
    /// <summary>The first argument of its constructor, if that has one.</summary>
    public static TypedConstant? First(this AttributeData attribute) =>
        attribute.ConstructorArguments.Length > 0 ? attribute.ConstructorArguments[0] : null;
}
