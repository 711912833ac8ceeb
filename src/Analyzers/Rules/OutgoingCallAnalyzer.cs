using AsyncJobs.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>
/// What the analyzers of outgoing calls share: they look at projects that run on Lambda and call out, not at their tests, and not at generated code.
/// </summary>
public abstract class OutgoingCallAnalyzer : DiagnosticAnalyzer
{
    private protected const string Category = "AsyncJobs";
    private protected const string Help = Documentation.Rules;

    private protected OutgoingCallAnalyzer()
    {
    }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (AnalyzedProject.Covers(start.Compilation, start.Options))
                Start(start, CallFlow.Of(start.Compilation, start.Options));
        });
    }

    private protected abstract void Start(CompilationStartAnalysisContext context, CallFlow flow);

    /// <summary>Reports, unless the project asks for what invocations run only and this is not.</summary>
    private protected static void Report(
        OperationAnalysisContext context,
        CallFlow flow,
        DiagnosticDescriptor rule,
        Location at,
        params object?[] arguments)
    {
        if (!flow.Code.Settings.OnlyReachable || flow.Code.Reachable.Contains(context.ContainingSymbol, context.CancellationToken))
            context.ReportDiagnostic(Diagnostic.Create(rule, at, arguments));
    }

    /// <summary>The name in a call: what a squiggle stands under.</summary>
    private protected static Location NameOf(IOperation call)
    {
        SyntaxNode syntax = call.Syntax is InvocationExpressionSyntax invocation ? invocation.Expression : call.Syntax;
        SyntaxNode name = syntax switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            _ => syntax,
        };
        return name is SimpleNameSyntax simple ? simple.Identifier.GetLocation() : name.GetLocation();
    }

    /// <summary>The expression that is passed as an argument.</summary>
    private protected static Location ExpressionOf(IArgumentOperation argument) =>
        (argument.Syntax is ArgumentSyntax syntax ? syntax.Expression : argument.Value.Syntax).GetLocation();
}
