using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Names types that are written as JSON.</summary>
internal static class JsonParser
{
    public static JsonModel Parse(ITypeSymbol type)
    {
        string reference = TypeNames.Reference(type);
        return new JsonModel(reference, TypeNames.IsPlain(type) ? reference : TypeNames.Key(type));
    }
}
