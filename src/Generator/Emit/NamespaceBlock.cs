using AsyncJobs.Generator.Model;

namespace AsyncJobs.Generator.Emit;

/// <summary>Puts code into a namespace, behind the aliases that it uses.</summary>
internal static class NamespaceBlock
{
    /// <param name="source">Takes the text.</param>
    /// <param name="name">The namespace, escaped; empty for the global one.</param>
    /// <param name="write">Writes the code.</param>
    /// <param name="externAliases">The project's names of other assemblies.</param>
    public static void Write(SourceWriter source, string name, Action<SourceWriter> write, EquatableArray<string> externAliases = default)
    {
        SourceWriter code = new(hasAliases: name.Length > 0, externAliases);
        write(code);
        if (name.Length == 0)
        {
            source.Append(code);
            return;
        }

        source.Line($"namespace {name}");
        source.Open();
        bool hasAny = false;
        foreach (string directive in code.Names.Directives())
        {
            source.Line(directive);
            hasAny = true;
        }

        if (hasAny)
            source.Line();
        source.Append(code);
        source.Close();
    }
}
