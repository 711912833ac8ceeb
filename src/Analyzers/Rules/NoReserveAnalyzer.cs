using System.Collections.Immutable;
using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>Suggests a reserve where a limit is all that remains of the invocation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NoReserveAnalyzer : OutgoingCallAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1007",
        "Nothing of the remaining time is kept in reserve",
        "The limit is the whole remaining time, so nothing is left to react when it is reached: "
        + "subtract the time it takes to log, answer and fall back",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1007.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        // Every other source of a derived time has taken its reserve already.
        if (flow.Code.Mentions.Has(KnownProduct.RemainingTime, context.CancellationToken))
            context.RegisterOperationAction(operation => Analyze(operation, flow), LimitValues.Kinds);
    }

    // In a deadline the remaining time is only a part of the value.
    private static IOperation WhereOf(CallFlow flow, IOperation value) =>
        flow.Known.IsPointInTime(value.Type)
            ? value.DescendantsAndSelf().FirstOrDefault(static part =>
            part is IPropertyReferenceOperation { Property.Name: KnownProduct.RemainingTime }) ?? value
            : value;

    private static void Analyze(OperationAnalysisContext context, CallFlow flow)
    {
        foreach (IOperation value in LimitValues.Of(flow.Code, context.Operation))
        {
            ValueOrigin origin = flow.Values.Of(value, context.CancellationToken);
            if (origin.IsDerived && origin.Has(ValueKinds.WithoutReserve) && !IsReportedOtherwise(context, flow, value, origin))
                Report(context, flow, s_rule, WhereOf(flow, value).Syntax.GetLocation());
        }

        foreach (IArgumentOperation argument in PassedOf(context.Operation, flow))
        {
            if (flow.Values.Of(argument.Value, context.CancellationToken) is { IsDerived: true } origin && origin.Has(ValueKinds.WithoutReserve)
                && !origin.Has(ValueKinds.HasFloor)
                && Limit.OfArgument(flow.Known, argument) == Destination.None
                && new WholeTime(flow.Code, context.CancellationToken).IsLimit(argument.Parameter!))
            {
                Report(context, flow, s_rule, ExpressionOf(argument));
            }
        }
    }

    // One fault, one report: with a floor, kept for later invocations, or of a client of one invocation, it goes when that is mended.
    private static bool IsReportedOtherwise(OperationAnalysisContext context, CallFlow flow, IOperation value, ValueOrigin origin)
    {
        if (origin.Has(ValueKinds.HasFloor)
            || new ClientsPerInvocation(flow.Values, context.CancellationToken).IsReported(value, context.ContainingSymbol))
        {
            return true;
        }

        // s_limit ??= new CancellationTokenSource(context.RemainingTime)
        IOperation made = context.Operation.Parent is IObjectOrCollectionInitializerOperation { Parent: { } creation } ? creation : context.Operation;
        return OperationTree.TakerOf(made) is IAssignmentOperation assignment
            && KeptTime.In(flow.Values, assignment, context.ContainingSymbol, context.CancellationToken) is not null;
    }

    // The times that a method of the project is given.
    private static IEnumerable<IArgumentOperation> PassedOf(IOperation operation, CallFlow flow)
    {
        (ISymbol? target, ImmutableArray<IArgumentOperation> arguments) = operation switch
        {
            IInvocationOperation invocation => ((ISymbol?)invocation.TargetMethod, invocation.Arguments),
            IObjectCreationOperation creation => (creation.Constructor, creation.Arguments),
            _ => (null, []),
        };
        return target is not null && flow.Code.IsSource(target)
            ? arguments.Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter is { } parameter
            && PassedTimes.MayBeTime(flow.Known, parameter.Type, parameter.Name))
            : [];
    }
}
