using System.Text;
using AsyncJobs.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.Generator.Tests;

/// <summary>One project in Roslyn's own harness, from its source to what is generated. All shapes of jobs are in <see cref="SnapshotTests"/>.</summary>
public sealed class RoslynHarnessTests
{
    private const string AssemblyName = "TestApp";

    [Fact]
    public Task The_output_is_the_one_on_record()
    {
        string folder = RepositoryRoot.Combine("tests", "Generator.Tests", "Snapshots", "InstanceMethod");
        GeneratorTest test = new();
        TestProject project = TestProject.Of(File.ReadAllText(Path.Combine(folder, "Input.cs")));
        foreach ((string path, string text) in project.Files)
            test.TestState.Sources.Add((path, text));
        foreach (string path in Directory.GetFiles(folder, "*.g.cs").Order(StringComparer.Ordinal))
        {
            SourceText text = SourceText.From(File.ReadAllText(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            test.TestState.GeneratedSources.Add((typeof(AsyncJobGenerator), Path.GetFileName(path), text));
        }

        test.TestState.AnalyzerConfigFiles.Add(("/project/.globalconfig", $"is_global = true\nbuild_property.RootNamespace = {AssemblyName}\n"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private sealed class GeneratorTest : CSharpSourceGeneratorTest<AsyncJobGenerator, DefaultVerifier>
    {
        public GeneratorTest()
        {
            // Without packages of its own, for which it would ask a registry.
            ReferenceAssemblies = new ReferenceAssemblies("net10.0");
            TestState.AdditionalReferences.AddRange(TestReferences.All);
        }

        protected override string DefaultTestProjectName => AssemblyName;

        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.CSharp12);

        protected override CompilationOptions CreateCompilationOptions() =>
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
    }
}
