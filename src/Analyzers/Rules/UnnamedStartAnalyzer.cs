using System.Collections.Immutable;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>
/// Finds starts of jobs that the method of another job reaches, and that its Starts does not name. Told at the start and while it is written, which
/// takes the index of calls that the rules about outgoing calls have.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnnamedStartAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that holds the name of the job that is started. Its additional location is the attribute.</summary>
    public const string NameProperty = "Name";

    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ0042",
        "A job starts one that its Starts does not name",
        "The job of '{0}' starts the job '{1}' here, but its Starts does not name '{1}', so its worker has no permission to start it: "
        + "add \"{1}\" to its Starts",
        "AsyncJobs",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Documentation.Rules + "AJ0042.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            CodeIndex code = CallFlow.Of(start.Compilation, start.Options).Code;
            if (code.Known.Product.HasJobs)
                start.RegisterOperationAction(operation => Check(operation, code), OperationKind.Invocation, OperationKind.MethodReference);
        });
    }

    private static void Check(OperationAnalysisContext context, CodeIndex code)
    {
        IMethodSymbol called = context.Operation is IInvocationOperation invocation
            ? invocation.TargetMethod
            : ((IMethodReferenceOperation)context.Operation).Method;
        if (code.Starts.JobStartedBy(called, context.CancellationToken) is not { } name)
            return;

        foreach ((IMethodSymbol job, AttributeData attribute) in code.Starts.JobsThatReach(context.ContainingSymbol, context.CancellationToken))
        {
            if (!StartsOf(attribute).Contains(name) && attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is { } syntax)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    s_rule,
                    PlaceOf(context.Operation.Syntax),
                    [syntax.GetLocation()],
                    ImmutableDictionary<string, string?>.Empty.Add(NameProperty, name),
                    $"{job.ContainingType.Name}.{job.Name}",
                    name));
            }
        }
    }

    private static IEnumerable<string?> StartsOf(AttributeData attribute)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument is { Key: "Starts", Value: { Kind: TypedConstantKind.Array, IsNull: false, Values: var values } })
                return values.Select(static value => value.Value as string);
        }

        return [];
    }

    private static Location PlaceOf(SyntaxNode call) => (call is InvocationExpressionSyntax invocation ? invocation.Expression : call).GetLocation();
}
