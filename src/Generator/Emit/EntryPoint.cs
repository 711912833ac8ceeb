namespace AsyncJobs.Generator.Emit;

/// <summary>Writes a method that Lambda calls.</summary>
internal static class EntryPoint
{
    /// <param name="source">Takes the text.</param>
    /// <param name="name">The method's name, and that of the method of JobApp that it calls.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="app">The JobApp.</param>
    /// <param name="first">Arguments before its own, each followed by a comma.</param>
    public static void Write(SourceWriter source, string name, string summary, string app, string first = "")
    {
        Aliases names = source.Names;
        source.Line(
            $"""

            /// <summary>{summary}</summary>
            public static {names.Tasks}ValueTask {name}(
                global::System.ReadOnlyMemory<byte> payload, {names.Jobs}Invocation invocation, {names.Buffers}IBufferWriter<byte> reply) =>
                {app}.{name}({first}payload, invocation, reply);
            """);
    }
}
