using System.Collections.Immutable;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>
/// Finds programs that have jobs and do not run them: nothing in them mentions AppJobs. Not at the end of the compilation, since an editor offers no
/// fix for what is found there.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedAppAnalyzer : JobAnalyzer
{
    // Who hosts a job without AppJobs calls this method of it.
    private const string Worker = "WorkAsync";

    private static readonly SyntaxTreeValueProvider<(bool UsesApp, int FirstJob)> s_looks = new(static tree => Look(tree));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.UnusedApp];

    private protected override void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute)
    {
        AnalyzerConfigOptions options = context.Options.AnalyzerConfigOptionsProvider.GlobalOptions;
        if (!ProjectParser.IsProgram(context.Compilation, options) || MainAnalyzer.HasForeignMain(context.Compilation))
            return;

        Lazy<(SyntaxTree Tree, int Position)?> first = new(() => FirstJob(context.Compilation, tree =>
        {
            context.TryGetValue(tree, s_looks, out (bool UsesApp, int FirstJob) look);
            return look;
        }));
        string app = AppOf(context.Compilation, options);
        context.RegisterSymbolAction(
            symbol =>
            {
                IMethodSymbol method = (IMethodSymbol)symbol.Symbol;
                if (Find(method, attribute) is { ApplicationSyntaxReference: { } place } found
                    && first.Value is { } job && place.SyntaxTree == job.Tree && place.Span.Start == job.Position
                    && JobParser.Parse(method, found, new Faults(), symbol.CancellationToken) is not null)
                {
                    Report(symbol, found, app);
                }
            },
            SymbolKind.Method);
    }

    private static string AppOf(Compilation compilation, AnalyzerConfigOptions options)
    {
        string rootNamespace = ProjectParser.RootNamespace(options, compilation.AssemblyName ?? "");
        return rootNamespace.Length == 0 ? TakenName.App : rootNamespace + "." + TakenName.App;
    }

    // The first job of the program; null where something mentions the class of all jobs.
    private static (SyntaxTree Tree, int Position)? FirstJob(Compilation compilation, Func<SyntaxTree, (bool UsesApp, int FirstJob)> lookAt)
    {
        (SyntaxTree, int)? first = null;
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (tree.FilePath.Contains(nameof(AsyncJobGenerator)))
                continue;

            (bool usesApp, int firstJob) = lookAt(tree);
            if (usesApp)
                return null;
            if (firstJob >= 0)
                first ??= (tree, firstJob);
        }

        return first;
    }

    private static (bool UsesApp, int FirstJob) Look(SyntaxTree tree)
    {
        string text = tree.GetText().ToString();
        bool mayUse = text.Contains(TakenName.App) || text.Contains(Worker);
        if (!mayUse && !text.Contains("AsyncJob"))
            return (false, -1);

        int first = -1;
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
        {
            if (node is IdentifierNameSyntax { Identifier.ValueText: TakenName.App or Worker })
                return (true, -1);
            if (first < 0 && node is AttributeSyntax attribute && NameOf(attribute.Name) is "AsyncJob" or JobParser.AttributeType)
                first = node.SpanStart;
        }

        return (false, first);
    }

    private static string? NameOf(NameSyntax name) => name switch
    {
        IdentifierNameSyntax plain => plain.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        _ => null,
    };

    private static void Report(SymbolAnalysisContext context, AttributeData attribute, string app)
    {
        string main = $"write a Main that returns LambdaHost.Run({app}.App) where LambdaHost.IsLambda";
        string usings = "using AsyncJobs.Hosting;";
        if (UnusedAppRule.HasLocalHost(context.Compilation))
        {
            main += $", and LocalHost.RunAsync({app}.App, args) elsewhere";
            usings += " using AsyncJobs.Local;";
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rules.UnusedApp,
            FaultLocator.Locate(FaultSite.Whole(attribute), context.CancellationToken),
            ImmutableDictionary<string, string?>.Empty.Add(UnusedAppRule.App, app),
            app,
            $"{main} ({usings})"));
    }
}
