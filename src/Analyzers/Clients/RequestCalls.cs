using System.Collections.Immutable;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>
/// Follows one request of a library forward to its calls, and tells whether all of them can be seen and have a token that limits them: then a time
/// that the request is told is no more than a cap.
/// </summary>
internal sealed class RequestCalls(TimeValues values, CancellationToken cancellationToken) : Walker<bool>(values.Code, cancellationToken)
{
    /// <summary>
    /// Whether a fixed time only caps calls whose token is made from the remaining time, or is fixed as well, which is reported where that is made.
    /// </summary>
    /// <param name="limit">The assignment or argument that has the time.</param>
    public bool AreCapped(IOperation limit) => limit switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } receiver } } assignment => receiver switch
        {
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } =>
                assignment.Parent?.Parent is IObjectCreationOperation creation && Known.IsRequest(creation.Type) && Of(creation),
            ILocalReferenceOperation local => Known.IsRequest(local.Type) && Through(local.Local, local),
            _ => false,
        },
        IArgumentOperation { Parent: IInvocationOperation call } => IsCall(call) ? IsLimited(call.Arguments) : Known.IsRequest(call.Type) && Of(call),
        IArgumentOperation { Parent: IObjectCreationOperation creation } =>
            Known.IsRequest(creation.Type) && (IsLimited(creation.Arguments) || Of(creation)),
        _ => false,
    };

    protected override bool Follow(IOperation value) => value.Parent switch
    {
        IConversionOperation or IParenthesizedOperation => Of(value.Parent),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => Through(declarator.Symbol, declarator),
        IInvocationOperation call when call.Instance == value => OfCall(call),
        IArgumentOperation { Parent: IInvocationOperation call } when !Code.IsSource(call.TargetMethod) || IsCall(call) => OfCall(call),
        IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation set } property => set.Target == property,
        _ => false,
    };

    private bool OfCall(IInvocationOperation call) => IsCall(call) ? IsLimited(call.Arguments) : call.TargetMethod.ReturnsVoid || Continues(call);

    // request.WithHeader("x-id", id).GetStringAsync(…); the same request as a statement of its own has its calls elsewhere.
    private bool Continues(IInvocationOperation call) =>
        Known.IsRequest(call.Type) && (call.Parent is IExpressionStatementOperation || IsLimited(call.Arguments) || Of(call));

    private bool Through(ILocalSymbol local, IOperation near)
    {
        bool any = false;
        foreach (IOperation reference in Visited.Add(local) ? Code.References.To(local, near, CancellationToken) : [])
        {
            if (reference is IVariableDeclaratorOperation)
                continue;
            if (!Of(reference))
                return false;
            any = true;
        }

        return any;
    }

    private bool IsCall(IInvocationOperation call) => Code.Outgoing.KindOf(call) == OutgoingKind.Library;

    private bool IsLimited(ImmutableArray<IArgumentOperation> arguments) => arguments.Any(argument =>
        Known.IsToken(argument.Parameter?.Type)
        && (values.Of(argument.Value, CancellationToken).IsFixed || values.IsDerivedForCallers(argument.Value, CancellationToken)));
}
