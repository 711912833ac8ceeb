using System.Collections.Immutable;

namespace AsyncJobs.Docs.Tests.Code;

/// <summary>What the compiler and the analyzers say of a project.</summary>
internal sealed record Verdict(Trial Trial, ImmutableArray<string> Faults, ImmutableArray<(string Id, string Message)> Diagnostics)
{
    public bool Compiles => Faults.IsEmpty;

    /// <summary>The rules that are reported.</summary>
    public IEnumerable<string> Ids => Diagnostics.Select(static diagnostic => diagnostic.Id).Distinct();

    /// <summary>Whether it compiles and nothing is reported.</summary>
    public bool IsClean => Compiles && Diagnostics.IsEmpty;

    /// <summary>Whether it compiles, and a rule is reported that the page is about, and besides it none but others that the page speaks of.</summary>
    public bool Reports(string id, string page) => Compiles && Ids.Contains(id) && Ids.All(other => page.Contains(other, StringComparison.Ordinal));

    public override string ToString() =>
        $"{Trial.Setting}:\n{string.Join('\n', Faults.Concat(Diagnostics.Select(static diagnostic => $"{diagnostic.Id}: {diagnostic.Message}")))}\n{string.Join("\n----\n", Trial.Sources)}";
}
