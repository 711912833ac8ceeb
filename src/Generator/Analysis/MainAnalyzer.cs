using System.Collections.Immutable;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Finds executables with jobs whose only Main is the one that Amazon.Lambda.Annotations writes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MainAnalyzer : JobAnalyzer
{
    private const string Annotations = "Amazon.Lambda.Annotations";
    private const string Property = "GenerateMain";

    // The class that Annotations puts its Main into.
    private const string GeneratedClass = "GeneratedProgram";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.ForeignMain];

    private protected override void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute)
    {
        if (context.Compilation.Options.OutputKind != OutputKind.ConsoleApplication || PropertiesOf(context.Compilation) is not { } properties)
            return;

        FoundJobs jobs = new();
        context.RegisterSymbolAction(symbol => jobs.Add(symbol, Find((IMethodSymbol)symbol.Symbol, attribute)), SymbolKind.Method);
        context.RegisterCompilationEndAction(end =>
        {
            if (!jobs.Set.All.IsEmpty && IsForeign(end.Compilation.GetEntryPoint(end.CancellationToken)))
            {
                Location location = FaultLocator.Locate(FaultSite.Property(properties, Property), end.CancellationToken);
                end.ReportDiagnostic(Diagnostic.Create(Rules.ForeignMain, location));
            }
        });
    }

    /// <summary>Whether Amazon.Lambda.Annotations is to write the program's Main.</summary>
    internal static bool HasForeignMain(Compilation compilation) => PropertiesOf(compilation) is not null;

    private static AttributeData? PropertiesOf(Compilation compilation) =>
        compilation.Assembly.FindAttribute(Annotations, "LambdaGlobalPropertiesAttribute") is { } properties && GeneratesMain(properties)
            ? properties
            : null;

    private static bool GeneratesMain(AttributeData properties)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in properties.NamedArguments)
        {
            if (argument is { Key: Property, Value.Value: true })
                return true;
        }

        return false;
    }

    // Without one, the program has two Mains of equal right, or the other generator has not run yet.
    private static bool IsForeign(IMethodSymbol? main) => main is null || main.ContainingType.Name == GeneratedClass;
}
