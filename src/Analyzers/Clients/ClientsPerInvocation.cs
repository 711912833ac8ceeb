using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>Tells which clients are made, or have their timeout set, for one invocation.</summary>
internal sealed class ClientsPerInvocation(TimeValues values, CancellationToken cancellationToken)
{
    /// <summary>Whether an assignment sets the timeout of a shared client for one invocation.</summary>
    /// <param name="assignment">The assignment.</param>
    /// <param name="member">The member that has it.</param>
    public bool IsSetForOne(ISimpleAssignmentOperation assignment, ISymbol member) =>
        assignment.Target is IPropertyReferenceOperation { Instance: { } client } property
        && values.Known.Http.IsTimeout(property)
        && RunsOften(member)
        && ClientOwnership.IsShared(values.Code, client, cancellationToken)
        && ((member is IMethodSymbol method && values.Known.Product.IsInvocation(method))
            || values.Of(assignment.Value, cancellationToken).IsDerived
            || IsSetForCalls(assignment, client));

    /// <summary>Whether a client with connections of its own is made for one invocation.</summary>
    /// <param name="creation">The client.</param>
    /// <param name="member">The member that makes it.</param>
    public bool IsMadeForOne(IObjectCreationOperation creation, ISymbol member) =>
        values.Known.Http.IsInvoker(creation.Type)
        && ClientOwnership.HasOwnHandler(values.Code, creation, cancellationToken)
        && (new ObjectsPerInvocation(values.Code, cancellationToken).IsOne(creation, member)
            || (RunsOften(member) && !ClientOwnership.IsKept(creation, member)
                && TimeoutsOf(creation).Any(set => values.IsDerivedForCallers(set, cancellationToken))));

    /// <summary>Whether a client is made for one invocation that disposes of a handler which the next one needs.</summary>
    /// <inheritdoc cref="IsMadeForOne"/>
    public bool DisposesOfShared(IObjectCreationOperation creation, ISymbol member) =>
        values.Known.Http.IsInvoker(creation.Type) && new SharedHandler(values.Code, cancellationToken).IsDisposedBy(creation, member);

    /// <summary>Whether the client whose timeout a value is assigned to is reported, so that one fault has one report.</summary>
    public bool IsReported(IOperation value, ISymbol member) =>
        value.Parent is ISimpleAssignmentOperation assignment
        && assignment.Value == value
        && values.Known.Http.IsTimeout(assignment.Target)
        && (IsSetForOne(assignment, member) || MadeFor(assignment) is { } creation && IsMadeForOne(creation, member));

    // new HttpClient { Timeout = … }, and client.Timeout = … of a local.
    private static IObjectCreationOperation? MadeFor(ISimpleAssignmentOperation assignment) => assignment switch
    {
        { Parent: IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation creation } } => creation,
        { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation local } } =>
            OperationTree.Unwrapped(OperationTree.InitialOf(local)) as IObjectCreationOperation,
        _ => null,
    };

    // A constructor that is given the invocation runs in each one.
    private bool RunsOften(ISymbol member) => member is IMethodSymbol method
        && (method.MethodKind is not (MethodKind.Constructor or MethodKind.StaticConstructor)
            || method.Parameters.Any(parameter => values.Known.Product.IsContext(parameter.Type)));

    // Who sets it and then calls does so for each call, unless the client is made there as well or is known not to have been used yet.
    private bool IsSetForCalls(IOperation set, IOperation client) =>
        SymbolOf(client) is { } symbol && IsSetForCalls(set, symbol, SearchLimits.DeepestCaller);

    private bool IsSetForCalls(IOperation set, ISymbol client, int depth)
    {
        if (IsOnlyAtTimes(set, client))
            return false;

        bool calls = false;
        foreach (IOperation operation in OperationTree.RootOf(set).Descendants())
        {
            if (operation is IAssignmentOperation made && SymbolEqualityComparer.Default.Equals(SymbolOf(made.Target), client))
                return false;

            calls = calls || (operation is IInvocationOperation call && call.Syntax.SpanStart > set.Syntax.SpanStart
                && CallsWith(call, client));
        }

        // Set in a helper of those who then call.
        return calls || (depth > 0 && client is IFieldSymbol or IPropertySymbol
            && OperationTree.MethodOf(set) is { MethodKind: MethodKind.Ordinary } method
            && values.Code.Callers.Of(method, cancellationToken).Any(caller => OperationTree.MethodOf(caller) is { } calling && RunsOften(calling)
                && IsSetForCalls(caller, client, depth - 1)));
    }

    // Itself, or by handing the client to a method of the project or a delegate that does.
    private bool CallsWith(IInvocationOperation call, ISymbol client)
    {
        if (values.Code.Outgoing.IsHttp(call.TargetMethod))
            return SymbolEqualityComparer.Default.Equals(SymbolOf(OutgoingClient.Of(call)), client);

        return values.Known.IsTask(call.Type)
            && call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(SymbolOf(argument.Value), client))
            && (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke || new CallFinder(values.Code, cancellationToken).IsIn(call));
    }

    // if (!_isReady) …, if (_client.Timeout != …) …
    private static bool IsOnlyAtTimes(IOperation assignment, ISymbol client)
    {
        for (IOperation? current = assignment; current?.Parent is { } parent; current = parent)
        {
            if (parent is IConditionalOperation conditional && conditional.Condition != current
                && conditional.Condition.DescendantsAndSelf().Any(part => SymbolEqualityComparer.Default.Equals(SymbolOf(part), client)
                    || part is IFieldReferenceOperation { Field: { IsReadOnly: false, Type.SpecialType: SpecialType.System_Boolean } }))
            {
                return true;
            }
        }

        return false;
    }

    private static ISymbol? SymbolOf(IOperation? client) => OperationTree.SymbolOf(OperationTree.Unwrapped(client));

    private IEnumerable<IOperation> TimeoutsOf(IObjectCreationOperation creation)
    {
        foreach (IOperation part in creation.Initializer?.Initializers ?? [])
        {
            if (part is ISimpleAssignmentOperation assignment && values.Known.Http.IsTimeout(assignment.Target))
                yield return assignment.Value;
        }

        if (OperationTree.TakerOf(creation) is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator })
            yield break;

        foreach (IOperation reference in values.Code.References.To(declarator.Symbol, declarator, cancellationToken))
        {
            if (reference.Parent is IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } property
                && assignment.Target == property && values.Known.Http.IsTimeout(property))
            {
                yield return assignment.Value;
            }
        }
    }
}
