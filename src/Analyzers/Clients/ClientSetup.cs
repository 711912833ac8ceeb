using System.Collections.Immutable;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>
/// Tells whether what sets a registered client up gives it a timeout of the wanted kind: a lambda, a method, a variable that holds one, what a method
/// returns, and the project's methods that these hand the client to.
/// </summary>
/// <param name="code">Where code is.</param>
/// <param name="isWanted">Whether a timeout is of that kind, given the call in whose body it is.</param>
/// <param name="cancellationToken">Cancels.</param>
internal sealed class ClientSetup(CodeIndex code, Func<IOperation, CallFrame?, bool> isWanted, CancellationToken cancellationToken)
    : SourceWalker<bool>(code, cancellationToken)
{
    private CallFrame? _frame;

    public override bool OfAny(IEnumerable<IOperation> operations) => operations.Any(Of);

    protected override bool Follow(IOperation operation) =>
        operation is IAnonymousFunctionOperation function ? IsIn(function.Body) : base.Follow(operation);

    protected override bool OfChoice(IConditionalOperation conditional) => Of(conditional.WhenTrue) && Of(conditional.WhenFalse);

    protected override bool OfLocal(ILocalReferenceOperation local) => OfVariable(local.Local, local);

    protected override bool OfField(IFieldReferenceOperation field) => OfVariable(field.Field, field);

    protected override bool OfProperty(IPropertyReferenceOperation property) =>
        (property.Property.GetMethod is { } getter && IsAnyIn(getter, property.Instance, [], Code.ReturnsOf, Of))
        || OfVariable(property.Property, property);

    protected override bool OfParameter(IParameterReferenceOperation reference)
    {
        IParameterSymbol parameter = reference.Parameter.OriginalDefinition;
        if (_frame is not { } frame || frame.ArgumentFor(parameter) is not { } argument)
            return Visited.Add(parameter) && Code.Callers.AllPass(parameter, Of, CancellationToken);

        _frame = frame.Caller;
        bool found = Of(argument);
        _frame = frame;
        return found;
    }

    protected override bool OfCall(IInvocationOperation invocation) =>
        IsAnyIn(invocation.TargetMethod, invocation.Instance, invocation.Arguments, Code.ReturnsOf, Of);

    protected override bool OfCreation(IObjectCreationOperation creation) => false;

    protected override bool OfOther(IOperation operation) =>
        operation is IMethodReferenceOperation reference && IsAnyIn(reference.Method, reference.Instance, [], Code.BodiesOf, IsIn);

    private bool OfVariable(ISymbol variable, IOperation near) =>
        Visited.Add(variable) && OfAny(Code.References.WrittenTo(variable, near, CancellationToken));

    private bool IsIn(IOperation body) => body.DescendantsAndSelf().Any(part => part switch
    {
        ISimpleAssignmentOperation assignment => Known.Http.IsTimeout(assignment.Target) && isWanted(assignment.Value, _frame),
        IInvocationOperation call when call.Arguments.Any(argument => Known.Http.IsClient(OperationTree.Unwrapped(argument.Value)?.Type)) =>
            call.TargetMethod.MethodKind == MethodKind.DelegateInvoke
                ? Of(call.Instance)
                : IsAnyIn(call.TargetMethod, call.Instance, call.Arguments, Code.BodiesOf, IsIn),
        _ => false,
    });

    private bool IsAnyIn(
        IMethodSymbol method,
        IOperation? receiver,
        ImmutableArray<IArgumentOperation> arguments,
        Func<IMethodSymbol, CancellationToken, ImmutableArray<IOperation>> partsOf,
        Func<IOperation, bool> isMeant)
    {
        CallFrame? caller = _frame;
        bool found = false;
        foreach (IMethodSymbol target in (caller?.Depth ?? 0) < SearchLimits.DeepestCall ? Code.Implementations.Of(method) : [])
        {
            if (found || !Visited.Add(target))
                continue;

            _frame = new CallFrame(target, receiver, arguments, caller);
            found = partsOf(target, CancellationToken).Any(isMeant);
            _frame = caller;
            Visited.Remove(target);
        }

        return found;
    }
}
