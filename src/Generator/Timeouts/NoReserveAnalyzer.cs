using System.Collections.Immutable;
using AsyncJobs.Generator.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>Suggests a reserve where a limit is all that remains of the invocation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NoReserveAnalyzer : OutgoingCallAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TimeoutRules.NoReserve];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow) =>
        context.RegisterOperationAction(operation => Analyze(operation, flow), LimitValues.Kinds);

    // In a deadline the remaining time is only a part of the value.
    private static IOperation WhereOf(IOperation value) =>
        Library.IsPointInTime(value.Type)
            ? value.DescendantsAndSelf().FirstOrDefault(static part => part is IPropertyReferenceOperation { Property.Name: "RemainingTime" }) ?? value
            : value;

    private static void Analyze(OperationAnalysisContext context, CallFlow flow)
    {
        foreach (IOperation value in LimitValues.Of(context.Operation))
        {
            ValueOrigin origin = flow.OriginOf(value, context.CancellationToken);
            if (origin.IsDerived && origin.Has(ValueKinds.WithoutReserve))
                Report(context, flow, TimeoutRules.NoReserve, WhereOf(value).Syntax.GetLocation());
        }

        foreach (IArgumentOperation argument in PassedOf(context.Operation, flow))
        {
            if (flow.OriginOf(argument.Value, context.CancellationToken) is { IsDerived: true } origin && origin.Has(ValueKinds.WithoutReserve)
                && Limit.OfArgument(argument) == Destinations.None
                && new WholeTime(flow, context.CancellationToken).IsLimit(argument.Parameter!))
            {
                Report(context, flow, TimeoutRules.NoReserve, ExpressionOf(argument));
            }
        }
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
            ? arguments.Where(static argument => argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter is { } parameter && PassedTimes.MayBeTime(parameter.Type, parameter.Name))
            : [];
    }
}
