using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Generator.Parsing;

/// <summary>What the project as a whole has to be.</summary>
internal static class ProjectParser
{
    /// <summary>What is generated needs nullable reference types, and nothing newer.</summary>
    public const LanguageVersion OldestLanguage = LanguageVersion.CSharp8;
}
