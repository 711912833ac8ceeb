namespace AsyncJobs.Generator.Emit;

/// <summary>Puts what is written between its two calls into a namespace.</summary>
internal static class NamespaceBlock
{
    public static void Open(SourceWriter source, string name)
    {
        if (name.Length == 0)
            return;

        source.Line($"namespace {name}");
        source.Open();
    }

    public static void Close(SourceWriter source, string name)
    {
        if (name.Length > 0)
            source.Close();
    }
}
