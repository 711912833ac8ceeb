using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Tests.Harness;

/// <summary>What the analyzers said of a project, and what the generator made of it.</summary>
internal sealed record DiagnosticOutcome(ImmutableArray<Diagnostic> Diagnostics, GeneratorRun Run)
{
    /// <summary>The message of the only diagnostic.</summary>
    public string Message => Assert.Single(Diagnostics).GetMessage(CultureInfo.InvariantCulture);

    /// <summary>Fails unless the only diagnostic's message names what it is about.</summary>
    public void AssertMessage(params string[] parts) => Assert.All(parts, part => Assert.Contains(part, Message, StringComparison.Ordinal));

    /// <summary>Fails if the generator made a type of this name.</summary>
    public void AssertNotGenerated(string typeName) =>
        Assert.DoesNotContain(Run.Files.Values, text => text.Contains($" class {typeName}\n", StringComparison.Ordinal));
}
