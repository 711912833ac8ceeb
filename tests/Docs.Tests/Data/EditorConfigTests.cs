using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AsyncJobs.Docs.Tests.Pages;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Tests.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace AsyncJobs.Docs.Tests.Data;

/// <summary>Settings in the documentation are read by the compiler's own parser and by the analyzers.</summary>
public sealed class EditorConfigTests
{
    public static TheoryData<string> Places { get; } = Page.PlacesOf("ini");

    [Theory]
    [MemberData(nameof(Places))]
    public void The_analyzers_know_the_settings(string place)
    {
        AnalyzerConfigSet set = AnalyzerConfigSet.Create(new[] { AnalyzerConfig.Parse(Page.BlockAt(place).Text, "/project/.editorconfig") });
        AnalyzerConfigOptionsResult result = set.GetOptionsForSourcePath("/project/File.cs");
        Recorder recorder = new(result.AnalyzerOptions);

        Settings settings = Settings.Read(recorder);

        Assert.Empty(result.Diagnostics);
        Assert.NotEmpty(result.AnalyzerOptions);
        Assert.Subset(recorder.Asked, result.AnalyzerOptions.Keys.ToHashSet());
        Assert.True(settings.OnlyReachable);
        Assert.Equal(2, settings.DerivedMembers.Count);
        Assert.NotEmpty(settings.HttpMethods);
        Assert.All(result.TreeOptions, static severity => Assert.Contains(Product.Descriptors, descriptor => descriptor.Id.Equals(severity.Key, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(ReportDiagnostic.Default, result.TreeOptions.Values);
    }

    private sealed class Recorder(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public HashSet<string> Asked { get; } = [];

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            Asked.Add(key);
            return values.TryGetValue(key, out value);
        }
    }
}
