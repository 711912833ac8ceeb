using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>Where messages and help links find the project's documentation.</summary>
[Embedded]
internal static class Documentation
{
    /// <summary>The folder of all pages. A page is this and its path in the repository's folder <c>docs</c>.</summary>
    public const string Pages = Repository.Pages + "docs/";

    /// <summary>The folder of the diagnostics' pages.</summary>
    public const string Rules = Pages + "rules/";
}
