using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads which jobs an [AsyncJob] says that its method starts. Whether there are jobs of these names, all jobs together tell.</summary>
internal static class StartsParser
{
    public const string Property = "Starts";

    /// <summary>The names, each once and in an order of their own.</summary>
    public static EquatableArray<string> Parse(AttributeData attribute, Faults faults)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach ((string name, int index) in NamesOf(attribute))
        {
            if (!names.Add(name))
                faults.Add(Rules.RepeatedStart, FaultSite.Element(attribute, Property, index), name);
        }

        return names.Count == 0 ? default : new([.. names]);
    }

    /// <summary>The names as they are written, with their places in the list.</summary>
    public static IEnumerable<(string Name, int Index)> NamesOf(AttributeData attribute)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument is not { Key: Property, Value: { Kind: TypedConstantKind.Array, IsNull: false, Values: var values } })
                continue;

            // Null, where the compiler lets it through, is as good as no name.
            for (int i = 0; i < values.Length; i++)
                yield return (values[i].Value as string ?? "", i);
        }
    }
}
