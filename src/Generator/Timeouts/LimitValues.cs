using System.Collections.Immutable;
using AsyncJobs.Generator.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>The values that an operation gives something as its time limit.</summary>
internal static class LimitValues
{
    public static readonly ImmutableArray<OperationKind> Kinds = [OperationKind.SimpleAssignment, OperationKind.Invocation, OperationKind.ObjectCreation];

    public static IEnumerable<IOperation> Of(IOperation operation)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment when Limit.OfProperty(property) != Destinations.None:
                yield return assignment.Value;
                break;
            case IObjectCreationOperation creation when Library.IsTokenSource(creation.Type):
                if (creation.Arguments.Length > 0)
                    yield return creation.Arguments[0].Value;
                break;
            case IInvocationOperation { TargetMethod.Name: "CancelAfter" } invocation when Library.IsTokenSource(invocation.TargetMethod.ContainingType):
                yield return invocation.Arguments[0].Value;
                break;
            case IInvocationOperation invocation when WaitAround.Of(invocation) is { } wait:
                yield return wait.Time;
                break;
            case IInvocationOperation invocation:
                foreach (IArgumentOperation argument in invocation.Arguments)
                {
                    if (Limit.OfArgument(argument) != Destinations.None)
                        yield return argument.Value;
                }

                break;
            case IObjectCreationOperation creation:
                foreach (IArgumentOperation argument in creation.Arguments)
                {
                    if (Limit.OfArgument(argument) != Destinations.None)
                        yield return argument.Value;
                }

                break;
        }
    }
}
