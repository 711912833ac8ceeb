using System.Collections.Immutable;
using AsyncJobs.Analyzers.Index;
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
                return InArguments(code, creation.Arguments);
            case IInvocationOperation invocation when code.Known.Tasks.IsCancelAfter(invocation):
                return [invocation.Arguments[0].Value];
            case IInvocationOperation invocation:
                return WaitAround.Of(code, invocation) is { } wait ? [wait.Time] : InArguments(code, invocation.Arguments);
            default:
                return [];
        }
    }

    private static IEnumerable<IOperation> InArguments(CodeIndex code, ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (IArgumentOperation argument in arguments)
        {
            if (Limit.OfArgument(code.Known, argument) != Destination.None)
                yield return argument.Value;
        }
    }
}
