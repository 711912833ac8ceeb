using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Evaluation.Checkouts;

/// <summary>What a build would tell the analyzers of a project. A repository may turn rules off, so that its .editorconfig does not count.</summary>
internal sealed class ProjectProperties(ProjectFile project) : AnalyzerConfigOptionsProvider
{
    private static readonly Options s_none = new([]);

    public override AnalyzerConfigOptions GlobalOptions { get; } =
        project.AwsProjectType is { } type ? new Options(new() { ["build_property.AWSProjectType"] = type }) : s_none;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => s_none;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => s_none;

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
