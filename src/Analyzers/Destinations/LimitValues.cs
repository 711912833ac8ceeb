using System.Collections.Immutable;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Waits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>The values that an operation gives something as its time limit.</summary>
internal static class LimitValues
{
    public static readonly ImmutableArray<OperationKind> Kinds =
        [OperationKind.SimpleAssignment, OperationKind.Invocation, OperationKind.ObjectCreation];

    public static IEnumerable<IOperation> Of(CodeIndex code, IOperation operation)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment:
                return Limit.OfProperty(code.Known, property) != Destination.None ? [assignment.Value] : [];
            case IObjectCreationOperation creation when code.Known.IsTokenSource(creation.Type):
                return creation.Arguments.Take(1).Select(static argument => argument.Value);
            case IObjectCreationOperation creation:
                return InArguments(code, creation);
            case IInvocationOperation invocation when code.Known.Tasks.IsCancelAfter(invocation):
                return [invocation.Arguments[0].Value];
            case IInvocationOperation invocation:
                return WaitAround.Of(code, invocation) is { } wait ? [wait.Time] : InArguments(code, invocation);
            default:
                return [];
        }
    }

    /// <summary>The arguments of a call or creation that takes the time of a library's calls; none of any other.</summary>
    public static ImmutableArray<IArgumentOperation> ArgumentsThatMayLimit(KnownSymbols known, IOperation call) => call switch
    {
        IInvocationOperation { TargetMethod: { } method } invocation when known.TakesTime(method) => invocation.Arguments,
        IObjectCreationOperation { Constructor: { } constructor } creation when known.TakesTime(constructor) => creation.Arguments,
        _ => [],
    };

    private static IEnumerable<IOperation> InArguments(CodeIndex code, IOperation call) =>
        ArgumentsThatMayLimit(code.Known, call) is { IsEmpty: false } arguments
            ? arguments.Where(argument => Limit.OfArgument(code.Known, argument) != Destination.None).Select(static argument => argument.Value)
            : [];
}
