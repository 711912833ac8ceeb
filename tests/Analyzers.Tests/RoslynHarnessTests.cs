using AsyncJobs.Tests.Roslyn;
using AsyncJobs.Tests.Roslyn.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace AsyncJobs.Analyzers.Tests;

/// <summary>
/// A case of each rule in Roslyn's own harness, which reads the same marks. Beyond what is reported where, it checks that each report can be
/// suppressed and that none is in generated code. It compiles a case several times; all cases together are in <see cref="TimeoutCasesTests"/>.
/// </summary>
public sealed class RoslynHarnessTests
{
    public static TheoryData<string> FirstOfEachRule { get; } =
    [
        .. from name in TimeoutCase.Names
           where name.StartsWith("AJ1", StringComparison.Ordinal) && TimeoutCase.Read(name) is { EditorConfig.IsEmpty: true, BuildProperties.IsEmpty: true }
           group name by name[..name.IndexOf('/')] into ofRule
           select ofRule.First(),
    ];

    [Theory]
    [MemberData(nameof(FirstOfEachRule))]
    public Task A_case_of_a_rule(string name) => new CaseTest(TimeoutCase.Read(name)).RunAsync(TestContext.Current.CancellationToken);

    private sealed class CaseTest : CSharpAnalyzerTest<EmptyDiagnosticAnalyzer, DefaultVerifier>
    {
        private readonly TimeoutCase _case;

        public CaseTest(TimeoutCase @case)
        {
            _case = @case;

            // Without packages of its own, for which it would ask a registry.
            ReferenceAssemblies = new ReferenceAssemblies("net10.0");
            TestState.AdditionalReferences.AddRange(CaseReferences.Of(@case.Libraries, LibraryAge.Newest, @case.ReferencesAsyncJobs));
            TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck;
            TestState.OutputKind = @case.OutputKind;
            TestState.Sources.Add(File.ReadAllText(RepositoryRoot.Combine("tests", "Analyzers.Tests", "Cases", @case.Name + ".cs")));
            TestState.Sources.Add(("/0/TestApp.GlobalUsings.g.cs", CaseOutcome.ImplicitUsings));
        }

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => CaseOutcome.Analyzers;

        protected override IEnumerable<Type> GetSourceGenerators() =>
            _case.ReferencesAsyncJobs ? [Product.NewGenerator().GetGeneratorType()] : [];

        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(_case.LanguageVersion);

        protected override CompilationOptions CreateCompilationOptions() =>
            new CSharpCompilationOptions(_case.OutputKind, nullableContextOptions: _case.Nullable);
    }
}
